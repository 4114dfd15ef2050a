import { evaluate } from "../equations/evaluate.ts";
import { failure } from "../errors/registry.ts";
import type { ModelSpec, ParameterSpec, Spread } from "./model-spec.ts";
import type { System } from "./system.ts";

/** The values of all parameters when none is given. */
function defaultParameters({ graph, parameters, parameterOrder }: System): Float64Array {
  const values = new Float64Array(parameters.length);
  for (const slot of parameterOrder)
    values[slot] = evaluate(graph, parameters[slot]!.default, { parameters: values });
  return values;
}

/** Ranges are ordered and contain the defaults, spreads are positive. @throws HS1203, HS1210 */
export function checkRanges(spec: ModelSpec, system: System): void {
  const defaults = defaultParameters(system);
  Object.entries(spec.parameters).forEach(([name, parameter], slot) => {
    checkFinite(name, defaults[slot]!);
    checkRange(name, parameter, defaults[slot]!);
    if (parameter.spread) checkSpread(name, parameter.spread);
  });
}

function checkFinite(name: string, value: number): void {
  if (Number.isFinite(value)) return;
  throw failure("HS1210", { given: `'${name}' (${value})` }, { path: `parameters.${name}.value` });
}

function checkRange(name: string, { range }: ParameterSpec, value: number): void {
  if (range === undefined) return;
  const [low, high] = range;
  const problem = !(low < high)
    ? "is not in ascending order"
    : value < low || value > high
      ? `does not contain its value ${value}`
      : undefined;
  if (problem) throw failure("HS1203", { name, low, high, problem }, { path: `parameters.${name}.range` });
}

function checkSpread(name: string, spread: Spread): void {
  const path = `parameters.${name}.spread`;
  for (const [key, given] of Object.entries(spread))
    if (key !== "kind" && !Number.isFinite(given))
      throw failure("HS1210", { given: `${key} (${given})` }, { path });
  if ("low" in spread && !(spread.low < spread.high))
    throw failure("HS1203", { name, ...spread, problem: "is not in ascending order" }, { path });
}
