import { normalProbability } from "../../ensemble/normal-distribution.ts";
import { normalQuantile } from "../../ensemble/normal-quantile.ts";
import type { PosteriorDraws } from "./importance-draws.ts";
import type { PosteriorLaw } from "./posterior-law.ts";
import { type SkewScale, skewScale } from "./skew-scale.ts";
import { factorise, squareOf } from "./symmetric.ts";

/** Each effect with mean, spread and skewness of weighted draws, and their correlation on the scales that make them normal. */
export function skewedLawOf({ draws, weights }: Pick<PosteriorDraws, "draws" | "weights">): PosteriorLaw {
  const n = draws[0]!.length;
  const scales = Array.from({ length: n }, (_, k) => scaleOf(draws, weights, k));
  const free = (x: Float64Array) => x.map((value, k) => scales[k]!.toFree(value));
  const lower = factorise(correlationOf(draws.map(free), weights), n);
  return {
    kind: "skewed",
    logDensity(x) {
      const z = free(x);
      if (lower === undefined || !z.every(Number.isFinite)) return Number.NEGATIVE_INFINITY;
      const slopes = scales.reduce((sum, scale, k) => sum + Math.log(scale.slope(x[k]!)), 0);
      return slopes - 0.5 * squareOf(lower, z);
    },
    shareBelow: (k, value) => normalProbability(scales[k]!.toFree(value)),
    quantile: (k, probability) => scales[k]!.fromFree(normalQuantile(probability)),
  };
}

function scaleOf(draws: PosteriorDraws["draws"], weights: Float64Array, k: number): SkewScale {
  const expected = (of: (value: number) => number) =>
    draws.reduce((sum, draw, i) => sum + weights[i]! * of(draw[k]!), 0);
  const mean = expected((value) => value);
  const sd = Math.sqrt(expected((value) => (value - mean) ** 2));
  return skewScale(
    mean,
    sd,
    expected((value) => ((value - mean) / sd) ** 3),
  );
}

/** Of numbers with mean 0 and spread 1; of those that are finite. */
function correlationOf(rows: readonly Float64Array[], weights: Float64Array): Float64Array {
  const n = rows[0]!.length;
  const products = new Float64Array(n * n);
  rows.forEach((z, at) => {
    if (!z.every(Number.isFinite)) return;
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) products[i * n + j]! += weights[at]! * z[i]! * z[j]!;
  });
  return products.map((value, at) => {
    const [i, j] = [Math.floor(at / n), at % n];
    return i === j ? 1 : value / Math.sqrt(products[i * (n + 1)]! * products[j * (n + 1)]!);
  });
}
