import { lower } from "./lower.ts";
import type { ModelSpec } from "./model-spec.ts";

/** A checked, deep-frozen model; its type keeps every name. */
export type Model<
  S extends string = string,
  I extends string = string,
  P extends string = string,
  O extends string = string,
  E extends string = string,
  D extends string = string,
> = ModelSpec<S, I, P, O, E, D>;

function frozenCopy<T>(value: T): T {
  if (typeof value !== "object" || value === null) return value;
  const copy = Array.isArray(value)
    ? value.map(frozenCopy)
    : Object.fromEntries(Object.entries(value).map(([key, part]) => [key, frozenCopy(part)]));
  return Object.freeze(copy) as T;
}

/**
 * Makes a model of its specification: checks names, units, equations, doses, events and outputs, and freezes a copy.
 * @throws HomeostatError HS10xx, HS11xx, HS12xx with the place in the model, the rule and the cure
 */
export function model<
  const S extends string,
  const I extends string,
  const P extends string,
  const O extends string,
  const E extends string = never,
  const D extends string = never,
>(spec: ModelSpec<S, I, P, O, E, D>): Model<S, I, P, O, E, D> {
  const frozen = frozenCopy(spec);
  lower(frozen);
  return frozen;
}
