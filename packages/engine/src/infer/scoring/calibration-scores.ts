import { failure } from "../../errors/registry.ts";
import { requireNumber, requirePairs } from "./check-pairs.ts";

/** How often intervals held what came, and how wide they were. */
export interface IntervalScore {
  /** Share of observations inside, ends included. */
  readonly coverage: number;
  /** Mean width, in the unit of the observations. */
  readonly width: number;
}

/** Coverage and width of intervals `low` … `high`; NaN of none. @throws HS1681 */
export function intervalScore(
  low: ArrayLike<number>,
  high: ArrayLike<number>,
  observed: ArrayLike<number>,
): IntervalScore {
  requirePairs("Intervals", observed, low, high);
  let inside = 0;
  let width = 0;
  for (let i = 0; i < observed.length; i++) {
    requireNumber("Intervals", observed[i]!);
    if (!(high[i]! >= low[i]!))
      throw failure("HS1681", { what: "Intervals", problem: `from ${low[i]} to ${high[i]} is none` });
    if (observed[i]! >= low[i]! && observed[i]! <= high[i]!) inside++;
    width += high[i]! - low[i]!;
  }
  return { coverage: inside / observed.length, width: width / observed.length };
}

/**
 * Probability integral transform of an observation under an ensemble: the share of members below it, ties counting
 * half. Uniform over many forecasts if the ensembles are calibrated (Gneiting et al. 2007,
 * doi:10.1111/j.1467-9868.2007.00587.x). @throws HS1681 where one of them is no number
 */
export function probabilityIntegralTransform(members: ArrayLike<number>, observed: number): number {
  requireNumber("An observation", observed);
  let below = 0;
  for (let i = 0; i < members.length; i++) {
    if (Number.isNaN(members[i]!)) requireNumber("A member", members[i]!);
    if (members[i]! < observed) below++;
    else if (members[i]! === observed) below += 0.5;
  }
  return below / members.length;
}

/** Counts of values from 0 to 1 in equal bins: flat for a calibrated forecast, ∪ for one too sure, ∩ for one too vague. @throws HS1681 */
export function pitHistogram(values: ArrayLike<number>, bins = 10): Float64Array {
  const counts = new Float64Array(bins);
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!(value >= 0 && value <= 1))
      throw failure("HS1681", { what: "A histogram", problem: `${value} does not lie from 0 to 1` });
    counts[Math.min(bins - 1, Math.floor(value * bins))]!++;
  }
  return counts;
}
