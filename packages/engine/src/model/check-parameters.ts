import { didYouMean } from "../errors/did-you-mean.ts";
import type { HomeostatError } from "../errors/homeostat-error.ts";
import { failure } from "../errors/registry.ts";
import type { ModelSpec, ParameterSpec } from "./model-spec.ts";

/**
 * What is wrong with values given for a model's parameters, in its own units: unknown names (HS1211), values that are no
 * finite numbers (HS1210) or lie outside of the declared range (HS1212). Empty when they can be used.
 */
export function checkParameters(
  spec: ModelSpec,
  given: Readonly<Record<string, number>>,
): readonly HomeostatError[] {
  return Object.entries(given).flatMap(([name, value]) => {
    const parameter = Object.hasOwn(spec.parameters, name) ? spec.parameters[name] : undefined;
    const error = parameter ? checkValue(name, value, parameter) : unknown(spec, name);
    return error ? [error] : [];
  });
}

function unknown(spec: ModelSpec, name: string): HomeostatError {
  const suggestion = didYouMean(name, Object.keys(spec.parameters));
  return failure("HS1211", { model: spec.id, name, suggestion }, { path: `parameters.${name}` });
}

function checkValue(name: string, value: number, { range, unit }: ParameterSpec): HomeostatError | undefined {
  const path = `parameters.${name}`;
  if (!Number.isFinite(value)) return failure("HS1210", { given: `'${name}' (${value})` }, { path });
  if (range === undefined) return undefined;
  const [low, high] = range;
  return value < low || value > high
    ? failure("HS1212", { name, value, unit, low, high }, { path })
    : undefined;
}
