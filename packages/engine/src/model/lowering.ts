import type { Equation } from "../equations/ast.ts";
import type { ExpressionGraph } from "../equations/expression-graph.ts";
import { equationUnit } from "../equations/kind.ts";
import type { Callable, Scope, Typed } from "../equations/scope.ts";
import { inPlace } from "../errors/in-place.ts";
import type { Unit } from "../units/unit.ts";
import type { Definitions } from "./definitions.ts";
import type { ModelSpec } from "./model-spec.ts";
import type { Definition } from "./resolve.ts";

/** What every part of the lowering reads. */
export interface Lowering {
  readonly spec: ModelSpec;
  readonly graph: ExpressionGraph;
  readonly time: Unit;
  readonly units: ReadonlyMap<string, Unit>;
  readonly definitions: Definitions;
  readonly functions: ReadonlyMap<string, Callable>;
}

/** What can be read at a place of the model; functions and tables can be called everywhere. */
export function scopeOf(
  { graph, functions }: Lowering,
  names: Iterable<readonly [string, Typed]>,
  here: string,
): Scope {
  return { graph, functions, names: new Map(names), here };
}

/** The declared units by name; states, inputs and parameters share one name space. */
export function declaredUnits(spec: ModelSpec): ReadonlyMap<string, Unit> {
  const units = new Map<string, Unit>();
  for (const group of ["states", "inputs", "parameters"] as const)
    for (const [name, { unit }] of Object.entries(spec[group]))
      units.set(
        name,
        inPlace({ path: `${group}.${name}.unit` }, () => equationUnit(unit, {})),
      );
  return units;
}

/** The leaves of a group: name → the slot that it reads. */
export function leavesOf(
  { spec, graph, units }: Lowering,
  group: "states" | "inputs" | "parameters",
): [string, Typed][] {
  const op = ({ states: "state", inputs: "input", parameters: "parameter" } as const)[group];
  return Object.keys(spec[group]).map((name, slot) => [
    name,
    { node: graph.leaf(op, slot), kind: units.get(name)! },
  ]);
}

/** States whose start is solved for: the open ones and, with them, those that equations `0 = …` determine. */
export function openStarts({ spec, definitions }: Lowering): ReadonlySet<string> {
  if (Object.values(spec.states).every(({ start }) => typeof start !== "object")) return new Set();
  const open = Object.entries(spec.states).filter(
    ([name, { start }]) => typeof start === "object" || !definitions.moving.has(name),
  );
  return new Set(open.map(([name]) => name));
}

export function timeLeaf({ graph, time }: Lowering): [string, Typed] {
  return ["time", { node: graph.time(), kind: time }];
}

/** Variables as definitions, for whatever scope they are lowered in. */
export function variableDefinitions({ definitions }: Lowering): Map<string, Definition> {
  const place = (equation: Equation) => ({ path: "equations", ...equation.at });
  return new Map(
    [...definitions.variables].map(([name, equation]) => [
      name,
      { expression: equation.right, place: place(equation) },
    ]),
  );
}
