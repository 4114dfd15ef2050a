import { normalQuantile } from "./normal-quantile.ts";
import type { RandomStream } from "./random-stream.ts";

/** Every function here draws a fixed count of numbers, so that streams stay aligned whatever the parameters. */

/** One draw. */
export function drawNormal(stream: RandomStream, mean = 0, sd = 1): number {
  return mean + sd * normalQuantile(stream.uniform());
}

/** One draw; `cv` is the coefficient of variation, √(exp(σ²) − 1). */
export function drawLogNormal(stream: RandomStream, median: number, cv: number): number {
  return median * Math.exp(logNormalSigma(cv) * normalQuantile(stream.uniform()));
}

/** The standard deviation of the logarithm. */
export function logNormalSigma(cv: number): number {
  return Math.sqrt(Math.log1p(cv * cv));
}

/** One draw: time to failure with the given shape, of the same unit as `scale`. */
export function drawWeibull(stream: RandomStream, shape: number, scale: number): number {
  return scale * (-Math.log(stream.uniform())) ** (1 / shape);
}

/** One draw: the index of a category, in proportion to the weights. */
export function drawCategory(stream: RandomStream, weights: readonly number[]): number {
  let rest = stream.uniform() * weights.reduce((sum, weight) => sum + weight, 0);
  for (let i = 0; i < weights.length - 1; i++) {
    rest -= weights[i]!;
    if (rest < 0) return i;
  }
  return weights.length - 1;
}

/** One draw a dimension: mean + L·z, with `lower` from `cholesky`, row by row. */
export function drawMultivariateNormal(
  stream: RandomStream,
  mean: Float64Array,
  lower: Float64Array,
): Float64Array {
  const size = mean.length;
  const z = Float64Array.from(mean, () => normalQuantile(stream.uniform()));
  return mean.map((value, row) => {
    let sum = value;
    for (let column = 0; column <= row; column++) sum += lower[row * size + column]! * z[column]!;
    return sum;
  });
}
