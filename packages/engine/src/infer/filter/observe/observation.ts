import { failure } from "../../../errors/registry.ts";
import type { ErrorLaw } from "./error-law.ts";

/** One or more numbers that were measured at one time. */
export interface FilterObservation {
  readonly at: number;
  /** NaN where nothing was measured; the bound where the law is that of a censored value. */
  readonly values: Float64Array;
  /** Writes what a state makes one expect. */
  readonly predict: (x: Float64Array, into: Float64Array) => void;
  /** Variances of independent errors, one a value, or the whole covariance, row by row. */
  readonly error: Float64Array;
  /** One a value; absent: normal. */
  readonly laws?: readonly ErrorLaw[];
  /** Values further than this many standard deviations (forecast and error together) are refused; absent: none. */
  readonly refuseBeyond?: number;
}

/** Whether errors are given as a whole covariance. One value has a variance. */
export const isCorrelated = ({ values, error }: FilterObservation): boolean =>
  error.length !== values.length && error.length === values.length * values.length;

/** The variance of one value's error. */
export function varianceAt(observation: FilterObservation, i: number): number {
  const { values, error } = observation;
  return isCorrelated(observation) ? error[i * values.length + i]! : error[i]!;
}

/** @throws HomeostatError HS1803, HS1806, HS1807, HS1808 */
export function checkObservation(observation: FilterObservation): void {
  const { values, error, laws, refuseBeyond } = observation;
  const correlated = isCorrelated(observation);
  if (error.length !== values.length && !correlated)
    throw failure("HS1806", { what: "The error", found: error.length, expected: values.length });
  if (laws && laws.length !== values.length)
    throw failure("HS1806", { what: "The list of laws", found: laws.length, expected: values.length });
  if (refuseBeyond !== undefined && !(refuseBeyond > 0))
    throw failure("HS1807", { what: "refuseBeyond", value: refuseBeyond, expected: "a number above 0" });
  for (let component = 0; component < values.length; component++) {
    const variance = varianceAt(observation, component);
    if (!(variance > 0 && Number.isFinite(variance))) throw failure("HS1803", { component, variance });
  }
  const strange = correlated ? laws?.find(({ name }) => name !== "normal") : undefined;
  if (strange) throw failure("HS1808", { law: strange.name });
}
