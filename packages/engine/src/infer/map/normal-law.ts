import { normalProbability } from "../../ensemble/normal-distribution.ts";
import { normalQuantile } from "../../ensemble/normal-quantile.ts";
import type { PosteriorLaw } from "./posterior-law.ts";
import { factorise, squareOf } from "./symmetric.ts";

/** The normal law; it has no density where the covariance is not positive definite. */
export function normalLawOf(mean: Float64Array, covariance: Float64Array): PosteriorLaw {
  const n = mean.length;
  const lower = factorise(covariance, n);
  const sd = (k: number) => Math.sqrt(covariance[k * (n + 1)]!);
  return {
    kind: "normal",
    logDensity: (x) =>
      lower === undefined
        ? Number.NEGATIVE_INFINITY
        : -0.5 *
          squareOf(
            lower,
            x.map((value, i) => value - mean[i]!),
          ),
    shareBelow: (k, value) => normalProbability((value - mean[k]!) / sd(k)),
    quantile: (k, probability) => mean[k]! + sd(k) * normalQuantile(probability),
  };
}
