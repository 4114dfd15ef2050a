import type { Kind } from "../equations/kind.ts";
import { failure } from "../errors/registry.ts";
import { parseUnit } from "../units/ucum.ts";
import { canonicalUnit } from "../units/unit.ts";
import type { InputSpec, ModelSpec, ParameterSpec, TableSpec } from "./model-spec.ts";

/** A model to be joined, with the kind of every name that its equations can read. */
export interface Part {
  readonly spec: ModelSpec;
  readonly kinds: ReadonlyMap<string, Kind>;
}

type Merged = Omit<ModelSpec, "id" | "title" | "reference" | "use" | "status">;

/** The parts in one specification; the first gives the meaning and source of what is shared. @throws HS1213, HS1215 */
export function mergeParts(parts: readonly Part[], fills: ReadonlySet<string>): Merged {
  checkOwners(parts, fills);
  checkTables(parts.map(({ spec }) => spec));
  const specs = parts.map(({ spec }) => spec);
  const inputs = join(specs, (spec) => spec.inputs);
  return {
    time: sharedTime(specs),
    states: join(specs, (spec) => spec.states),
    inputs: Object.fromEntries(Object.entries(inputs).filter(([name]) => !fills.has(name))),
    parameters: join(specs, (spec) => spec.parameters),
    tables: join(specs, (spec) => spec.tables ?? {}),
    equations: specs.map((spec) => spec.equations).join("\n"),
    noise: joinOwned(specs, (spec) => spec.noise ?? {}),
    reactions: joinOwned(specs, (spec) => spec.reactions ?? {}),
    events: joinOwned(specs, (spec) => spec.events ?? {}),
    doses: joinOwned(specs, (spec) => spec.doses ?? {}),
    outputs: joinOwned(specs, (spec) => spec.outputs),
  };
}

function sharedTime([first, ...others]: readonly ModelSpec[]): ModelSpec["time"] {
  const odd = others.find((spec) => spec.time !== first?.time);
  if (first && !odd) return first.time;
  throw failure("HS1215", {
    problem: `'${first?.id}' counts time in ${first?.time}, '${odd?.id}' in ${odd?.time}`,
    cure: "Write the parts in one unit of time.",
  });
}

type Named<T> = Readonly<Record<string, T>>;

/** All of a group in the order of the parts; where a name is shared, the first part's entry stands. */
function join<T>(specs: readonly ModelSpec[], group: (spec: ModelSpec) => Named<T>): Named<T> {
  const joined = new Map<string, T>();
  for (const spec of specs)
    for (const [name, item] of Object.entries(group(spec))) if (!joined.has(name)) joined.set(name, item);
  return Object.fromEntries(joined);
}

/** Outputs, events and doses have one owner each. */
function joinOwned<T>(specs: readonly ModelSpec[], group: (spec: ModelSpec) => Named<T>): Named<T> {
  const owners = new Map<string, string>();
  for (const spec of specs)
    for (const name of Object.keys(group(spec))) {
      const first = owners.get(name);
      if (first !== undefined) throw failure("HS1213", { name, first, second: spec.id, how: "" });
      owners.set(name, spec.id);
    }
  return join(specs, group);
}

/** A name of the equations has one owner; inputs and parameters that agree are shared. */
function checkOwners(parts: readonly Part[], fills: ReadonlySet<string>): void {
  const owners = new Map<string, ModelSpec>();
  for (const { spec, kinds } of parts)
    for (const name of kinds.keys()) {
      const filled = fills.has(name) && Object.hasOwn(spec.inputs, name);
      if (name === "time" || filled) continue;
      const first = owners.get(name);
      if (first) checkShared(name, first, spec);
      else owners.set(name, spec);
    }
}

function tableText(table: TableSpec): string {
  return JSON.stringify([table.of, table.unit, table.points, table.between]);
}

/** Equal tables are shared. */
function checkTables(specs: readonly ModelSpec[]): void {
  const owners = new Map<string, { readonly id: string; readonly text: string }>();
  for (const { id, tables } of specs)
    for (const [name, table] of Object.entries(tables ?? {})) {
      const text = tableText(table);
      const first = owners.get(name);
      if (first && first.text !== text)
        throw failure("HS1213", { name, first: first.id, second: id, how: " with other points" });
      owners.set(name, { id, text });
    }
}

function checkShared(name: string, first: ModelSpec, second: ModelSpec): void {
  const [one, other] = [first, second].map((spec) => sharable(spec, name));
  if (one !== undefined && one === other) return;
  const how = one === undefined || other === undefined ? "" : " with another unit or value";
  throw failure("HS1213", { name, first: first.id, second: second.id, how });
}

/** What must agree for an input or parameter to be shared; undefined for what cannot be. */
function sharable({ inputs, parameters }: ModelSpec, name: string): string | undefined {
  const input: InputSpec | undefined = Object.hasOwn(inputs, name) ? inputs[name] : undefined;
  const parameter: ParameterSpec | undefined = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
  if (input) return `input ${canonicalUnit(parseUnit(input.unit))} ${input.default}`;
  if (parameter) return `parameter ${canonicalUnit(parseUnit(parameter.unit))} ${parameter.value}`;
  return undefined;
}
