import type { Marginals, Moments } from "../contract/filter.ts";
import { meansOf, spreadsOf } from "../inflate/spread.ts";
import type { Ensemble } from "./ensemble.ts";

/** Mean and unbiased covariance of an ensemble. */
export function momentsOf(ensemble: Ensemble): Moments {
  const { size, x, weights } = ensemble;
  const mean = meansOf(ensemble);
  const covariance = new Float64Array(size * size);
  let squares = 0;
  for (let m = 0; m < weights.length; m++) {
    squares += weights[m]! ** 2;
    for (let i = 0; i < size; i++) {
      const deviation = weights[m]! * (x[m * size + i]! - mean[i]!);
      for (let j = 0; j < size; j++) covariance[i * size + j]! += deviation * (x[m * size + j]! - mean[j]!);
    }
  }
  return { mean, covariance: covariance.map((sum) => sum / (1 - squares)) };
}

/** One number of each member. */
export function numberOf({ size, x, weights }: Ensemble, number: number): Float64Array {
  return Float64Array.from(weights, (_, m) => x[m * size + number]!);
}

export const marginalsOf = (ensemble: Ensemble): Marginals => ({
  mean: meansOf(ensemble),
  sd: spreadsOf(ensemble),
});
