import type { Points, Predictions } from "./points.ts";
import { type NormalReading, readingOf } from "./normal-reading.ts";
import type { Judgement } from "./judgement.ts";
import type { FilterObservation } from "./observation.ts";

/** What is used of an observation, in units in which errors are independent with variance 1. */
export interface Whitened {
  /** How many numbers are left. */
  readonly count: number;
  /** Which component of the observation each stands for (the last of those mixed, where errors are correlated). */
  readonly components: readonly number[];
  /** Observed minus mean forecast. */
  readonly residuals: Float64Array;
  /** Forecast of each point minus the mean, `anomalies[point * count + i]`. */
  readonly anomalies: Float64Array;
  /** What ln p(observation) has beyond the density of the whitened residuals. */
  readonly logScale: number;
  readonly judgements: readonly Judgement[];
}

/** Judges every value, replaces what is not normal by its site, and whitens what is used. */
export function whiten(points: Points, predictions: Predictions, observation: FilterObservation): Whitened {
  return whitenedBy(readingOf(predictions, observation), points.weights.length, predictions);
}

/** What a reading says about predictions, those by which it was judged or others. */
export function whitenedBy(reading: NormalReading, members: number, predictions: Predictions): Whitened {
  const { components, values, divide, logScale, judgements } = reading;
  const count = components.length;
  const residuals = Float64Array.from(components, (i, n) => values[n]! - predictions.means[i]!);
  const anomalies = anomaliesOf(members, predictions, components);
  divide(residuals);
  for (let m = 0; m < members && count > 0; m++) divide(anomalies.subarray(m * count, (m + 1) * count));
  return { count, components, residuals, anomalies, logScale, judgements };
}

function anomaliesOf(
  members: number,
  { count, each, means, variances }: Predictions,
  used: readonly number[],
) {
  const anomalies = new Float64Array(members * used.length);
  for (let m = 0, at = 0; m < members; m++)
    for (const i of used) anomalies[at++] = variances[i] === 0 ? 0 : each[m * count + i]! - means[i]!;
  return anomalies;
}
