/** How often intervals held what came, and how wide they were. */
export interface IntervalScore {
  /** Share of observations inside, ends included. */
  readonly coverage: number;
  /** Mean width, in the unit of the observations. */
  readonly width: number;
}

/** Coverage and width of intervals `low` … `high`. */
export function intervalScore(
  low: ArrayLike<number>,
  high: ArrayLike<number>,
  observed: ArrayLike<number>,
): IntervalScore {
  let inside = 0;
  let width = 0;
  for (let i = 0; i < observed.length; i++) {
    if (observed[i]! >= low[i]! && observed[i]! <= high[i]!) inside++;
    width += high[i]! - low[i]!;
  }
  return { coverage: inside / observed.length, width: width / observed.length };
}

/**
 * Probability integral transform of an observation under an ensemble: the share of members below it, ties counting
 * half. Uniform over many forecasts if the ensembles are calibrated (Gneiting et al. 2007,
 * doi:10.1111/j.1467-9868.2007.00587.x).
 */
export function probabilityIntegralTransform(members: ArrayLike<number>, observed: number): number {
  let below = 0;
  for (let i = 0; i < members.length; i++) {
    if (members[i]! < observed) below++;
    else if (members[i]! === observed) below += 0.5;
  }
  return below / members.length;
}

/** Counts of values from 0 to 1 in equal bins: flat for a calibrated forecast, ∪ for one too sure, ∩ for one too vague. */
export function pitHistogram(values: ArrayLike<number>, bins = 10): Float64Array {
  const counts = new Float64Array(bins);
  for (let i = 0; i < values.length; i++) counts[Math.min(bins - 1, Math.floor(values[i]! * bins))]!++;
  return counts;
}
