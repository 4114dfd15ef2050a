import { quantilesOf } from "./filter/ensemble/statistics.ts";

const mostSteps = 60;
/** Of the mixture's width: finer than anything that is read off a band. */
const precision = 1e-7;

/**
 * Quantiles of a weighted mixture of normals, one a member: a member's own uncertainty is integrated, not drawn, so that
 * few members give a smooth band. Newton's method between bounds that close in; levels ascend within (0, 1).
 * Where a deviation is 0 all of them have to be: then these are the quantiles of the means.
 */
export function normalMixtureQuantiles(
  means: Float64Array,
  deviations: Float64Array,
  weights: Float64Array,
  levels: readonly number[],
): Float64Array {
  const guesses = quantilesOf(means, weights, levels);
  if (deviations.some((deviation) => deviation === 0)) return guesses;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let m = 0; m < means.length; m++) {
    low = Math.min(low, means[m]! - 9 * deviations[m]!);
    high = Math.max(high, means[m]! + 9 * deviations[m]!);
  }
  const width = high - low;
  return guesses.map((guess, i) => {
    const level = levels[i]!;
    let [below, above, x] = [low, high, guess];
    for (let step = 0; step < mostSteps; step++) {
      const { probability, density } = mixture(x, means, deviations, weights);
      if (probability < level) below = x;
      else above = x;
      const newton = x - (probability - level) / density;
      const next = newton > below && newton < above ? newton : (below + above) / 2;
      const moved = Math.abs(next - x);
      x = next;
      if (moved <= precision * width) break;
    }
    low = x;
    return x;
  });
}

function mixture(x: number, means: Float64Array, deviations: Float64Array, weights: Float64Array) {
  let probability = 0;
  let density = 0;
  for (let m = 0; m < means.length; m++) {
    const deviation = deviations[m]!;
    const z = (x - means[m]!) / deviation;
    const height = Math.exp(-0.5 * z * z) * perRootTwoPi;
    probability += weights[m]! * below(z, height);
    density += (weights[m]! / deviation) * height;
  }
  return { probability, density };
}

const perRootTwoPi = 1 / Math.sqrt(2 * Math.PI);

/** The normal probability below z from the density there, to 7.5e-8 (Abramowitz & Stegun 26.2.17): enough for a band, and fast. */
function below(z: number, height: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const tail =
    height * t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return z > 0 ? 1 - tail : tail;
}
