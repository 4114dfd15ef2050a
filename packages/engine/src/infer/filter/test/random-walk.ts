import { normalQuantile } from "../../../ensemble/normal-quantile.ts";
import { type RandomStream, randomStream } from "../../../ensemble/random-stream.ts";
import type { Dynamics } from "../contract/dynamics.ts";
import type { NormalPrior } from "../contract/filter.ts";
import { driftNoise } from "../forecast/normal-noise.ts";
import type { FilterObservation } from "../observe/observation.ts";

/** Variances: of the walk a unit of time, and of a reading's error. */
const [wander, error] = [0.02, 0.5];

/** A level that wanders, beside a number that stays and is bound to it before the data. */
export const walk: Dynamics = { size: 2, advance: () => {}, noise: driftNoise(Float64Array.of(wander, 0)) };
export const before: NormalPrior = { mean: Float64Array.of(1, 2), factor: Float64Array.of(1, 0, 0.5, 1) };

/** Readings of one such level at the times given, as long as they go on; `isMissing` tells which are not a number. */
export function* readings(
  times: Iterable<number>,
  isMissing: (at: number) => boolean = () => false,
): Generator<FilterObservation> {
  const nature = randomStream({ seed: 11, purpose: "random walk", member: 0 });
  let [level, now] = [1 + draw(nature), 0];
  for (const at of times) {
    level += Math.sqrt(wander * (at - now)) * draw(nature);
    now = at;
    const value = level + Math.sqrt(error) * draw(nature);
    yield {
      at,
      values: Float64Array.of(isMissing(at) ? Number.NaN : value),
      error: Float64Array.of(error),
      predict: (x, into) => into.fill(x[0]!),
    };
  }
}

const draw = (stream: RandomStream) => normalQuantile(stream.uniform());

/** Kalman's mean and standard deviation of the level after each reading (1960, doi:10.1115/1.3662552). */
export function* kalman(observations: Iterable<FilterObservation>) {
  let [mean, variance, now] = [before.mean[0]!, 1, 0];
  for (const { at, values } of observations) {
    variance += wander * (at - now);
    now = at;
    if (!Number.isNaN(values[0]!)) {
      const gain = variance / (variance + error);
      mean += gain * (values[0]! - mean);
      variance *= 1 - gain;
    }
    yield { mean, sd: Math.sqrt(variance) };
  }
}
