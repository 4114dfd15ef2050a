import type { NodeId } from "../equations/graph.ts";
import { parseExpression } from "../equations/parse.ts";
import type { Scope, Typed } from "../equations/scope.ts";
import type { ErrorPlace } from "../errors/homeostat-error.ts";
import { inPlace } from "../errors/in-place.ts";
import { failure } from "../errors/registry.ts";
import { type Lowering, leavesOf, openStarts, scopeOf, timeLeaf, variableDefinitions } from "./lowering.ts";
import type { Value } from "./model-spec.ts";
import { type Definition, lowerInto, orderOrRefuse, resolveDefinitions } from "./resolve.ts";
import type { System } from "./system.ts";

/** A number given in a spec. @throws HS1210 unless finite */
function finite(value: number, place: ErrorPlace): number {
  if (Number.isFinite(value)) return value;
  throw failure("HS1210", { given: String(value) }, place);
}

type Expressions = Map<string, Definition>;

/** The values of a group that are expressions. */
function expressionsOf(
  lowering: Lowering,
  values: readonly (readonly [string, Value, string])[],
): Expressions {
  const result: Expressions = new Map();
  for (const [name, value, path] of values)
    if (typeof value === "string") {
      const expression = inPlace({ path }, () => parseExpression(value));
      result.set(name, { expression, place: { path }, unit: lowering.units.get(name)! });
    }
  return result;
}

/** A value that parameters alone give. */
export function parametersOnly(lowering: Lowering): Scope {
  return scopeOf(lowering, leavesOf(lowering, "parameters"), " here, where only parameters can be read");
}

export function lowerValue(
  lowering: Lowering,
  name: string,
  value: Value,
  path: string,
  scope: Scope,
): NodeId {
  if (typeof value === "number") return lowering.graph.number(finite(value, { path }));
  return inPlace(
    { path },
    () => lowerInto(`'${name}'`, parseExpression(value), lowering.units.get(name)!, scope).node,
  );
}

/** Parameters with their defaults, and the order in which to fill these in. @throws HS1209 for a circle */
export function lowerParameters(lowering: Lowering): Pick<System, "parameters" | "parameterOrder"> {
  const entries = Object.entries(lowering.spec.parameters);
  const scope = parametersOnly(lowering);
  const parameters = entries.map(([name, { unit, value }]) => ({
    name,
    unit,
    default: lowerValue(lowering, name, value, `parameters.${name}.value`, scope),
  }));
  const values = entries.map(([name, { value }]) => [name, value, `parameters.${name}.value`] as const);
  const expressions = expressionsOf(lowering, values);
  const ordered = orderOrRefuse(expressions.keys(), expressions, "HS1209");
  const slots = new Map(entries.map(([name], slot) => [name, slot]));
  const plain = entries.flatMap(([name], slot) => (expressions.has(name) ? [] : [slot]));
  return { parameters, parameterOrder: [...plain, ...ordered.map((name) => slots.get(name)!)] };
}

export function lowerInputDefaults(lowering: Lowering): System["inputs"] {
  const scope = parametersOnly(lowering);
  return Object.entries(lowering.spec.inputs).map(([name, input]) => ({
    name,
    unit: input.unit,
    default: lowerValue(lowering, name, input.default, `inputs.${name}.default`, scope),
  }));
}

/**
 * The start of every state; an open one is the state itself, which is solved for before. An expression reads parameters, inputs, time, the starts of other states, and the variables
 * of the equations as they are at the start.
 */
export function lowerStarts(lowering: Lowering): readonly NodeId[] {
  const { spec, graph, units } = lowering;
  const entries = Object.entries(spec.states);
  const open = openStarts(lowering);
  const values = entries.flatMap(([name, { start }]) =>
    typeof start === "object" || open.has(name) ? [] : [[name, start, `states.${name}.start`] as const],
  );
  const expressions = expressionsOf(lowering, values);
  const known: [string, Typed][] = values.flatMap(([name, start, path]) =>
    typeof start === "number"
      ? [[name, { node: graph.number(finite(start, { path })), kind: units.get(name)! }]]
      : [],
  );
  known.push(...leavesOf(lowering, "states").filter(([name]) => open.has(name)));
  const leaves = [timeLeaf(lowering), ...leavesOf(lowering, "inputs"), ...leavesOf(lowering, "parameters")];
  const scope = scopeOf(lowering, [...leaves, ...known], " in a start");
  const definitions = new Map([...variableDefinitions(lowering), ...expressions]);
  const resolved = resolveDefinitions(expressions.keys(), definitions, scope, "HS1209");
  return entries.map(([name]) => resolved.get(name)!.node);
}
