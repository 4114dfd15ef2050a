import type { Kind } from "../equations/kind.ts";
import { describeKind } from "../equations/kind.ts";
import { failure } from "../errors/registry.ts";
import { parseUnit } from "../units/ucum.ts";
import { sameUnit } from "../units/unit.ts";
import { kindsOf } from "./lower.ts";
import { mergeParts, type Part } from "./merge-parts.ts";
import { type Model, model } from "./model.ts";
import type { InputSpec, ModelSpec } from "./model-spec.ts";

type Group = "states" | "inputs" | "parameters" | "outputs" | "events" | "doses";
/** The names of a group in any of the parts. */
type NamesIn<Spec, G extends Group> = Spec extends { readonly [K in G]?: infer Named }
  ? keyof NonNullable<Named> & string
  : never;

/** What a composed model says of itself, and which inputs of its parts other parts fill. */
export interface Composition<Filled extends string>
  extends Pick<ModelSpec, "id" | "title" | "reference" | "use" | "status"> {
  readonly fills: readonly Filled[];
}

export type Composed<Spec, Filled extends string> = Model<
  NamesIn<Spec, "states">,
  Exclude<NamesIn<Spec, "inputs">, Filled>,
  NamesIn<Spec, "parameters">,
  NamesIn<Spec, "outputs">,
  NamesIn<Spec, "events">,
  NamesIn<Spec, "doses">
>;

/**
 * Joins models by their ports: an input of one part that another part has as a variable, state or parameter of the same
 * name becomes internal. Such inputs are listed in `fills`, so that nothing is joined by chance. Parts may share inputs
 * and parameters of equal unit and value; `renameModel` and `prefixModel` keep other names apart.
 * @throws HomeostatError HS1213 (two owners of a name), HS1214 (unit of a filled input), HS1215 (time units, fills, doses)
 */
export function compose<const Parts extends readonly ModelSpec[], const Filled extends string = never>(
  { fills, ...about }: Composition<Filled>,
  ...specs: Parts
): Composed<Parts[number], Filled> {
  const parts = specs.map((spec): Part => ({ spec, kinds: kindsOf(spec) }));
  for (const part of parts) checkInputs(part, parts, new Set(fills));
  checkFills(fills, parts);
  const merged = mergeParts(parts, new Set(fills));
  return model({ ...about, ...merged }) as Model as Composed<Parts[number], Filled>;
}

/** The other part that has the name as something else than an input. */
function ownerOf(name: string, parts: readonly Part[]): Part | undefined {
  return parts.find(({ spec, kinds }) => kinds.has(name) && !Object.hasOwn(spec.inputs, name));
}

function checkInputs({ spec }: Part, parts: readonly Part[], fills: ReadonlySet<string>): void {
  for (const [name, input] of Object.entries(spec.inputs)) {
    const owner = ownerOf(name, parts);
    if (!owner) continue;
    if (!fills.has(name))
      throw failure("HS1215", {
        problem: `the input '${name}' of '${spec.id}' is defined by '${owner.spec.id}', but fills does not list it`,
        cure: `Add '${name}' to fills, or rename it in one of the parts.`,
      });
    checkUnit(spec, name, input, owner);
  }
}

function checkUnit(spec: ModelSpec, name: string, { unit }: InputSpec, owner: Part): void {
  const found: Kind = owner.kinds.get(name)!;
  if (found === "zero" || (found !== "condition" && sameUnit(found, parseUnit(unit)))) return;
  throw failure("HS1214", { name, part: spec.id, unit, owner: owner.spec.id, found: describeKind(found) });
}

function checkFills(fills: readonly string[], parts: readonly Part[]): void {
  for (const name of fills) {
    const isInput = parts.some(({ spec }) => Object.hasOwn(spec.inputs, name));
    if (!isInput || !ownerOf(name, parts))
      throw failure("HS1215", {
        problem: `fills lists '${name}', which is ${isInput ? "defined by no part" : "no input of a part"}`,
        cure: "List inputs of one part that another part defines under the same name.",
      });
    const dosed = parts
      .flatMap(({ spec }) => Object.entries(spec.doses ?? {}))
      .find(([, dose]) => dose.into === name);
    if (dosed)
      throw failure("HS1215", {
        problem: `the dose '${dosed[0]}' goes into '${name}', which another part fills`,
        cure: "Give the parts without that dose.",
      });
  }
}
