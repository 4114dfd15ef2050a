import { normalQuantile } from "../../ensemble/normal-quantile.ts";
import type { RandomStream } from "../../ensemble/random-stream.ts";
import { gammaLaw } from "../priors/law.ts";
import { valueOfScore } from "../priors/normal-score.ts";
import { factorise } from "./symmetric.ts";

/** A posterior as weighted draws. */
export interface PosteriorDraws {
  readonly draws: readonly Float64Array[];
  /** They sum to 1. */
  readonly weights: Float64Array;
  /** How many equally weighted draws these are worth (Kong 1992). Far below their count, the normal posterior is a poor picture. */
  readonly effectiveSize: number;
}

/** Tails heavy enough to cover a skewed posterior. */
const degrees = 5;

/**
 * Draws from Student's law around a mode, weighted by the posterior itself (importance sampling; Geweke 1989,
 * Econometrica 57:1317).
 *
 * @param logDensities ln posterior of each draw, up to a constant; −∞ where it is impossible
 */
export function importanceDraws(
  logDensities: (draws: readonly Float64Array[]) => ArrayLike<number>,
  { effects, covariance }: { readonly effects: Float64Array; readonly covariance: Float64Array },
  count: number,
  stream: RandomStream,
): PosteriorDraws {
  const lower = factorise(covariance, effects.length) ?? new Float64Array(covariance.length);
  const proposals = Array.from({ length: count }, () => propose(effects, lower, stream));
  const draws = proposals.map(({ draw }) => draw);
  const densities = logDensities(draws);
  const logs = proposals.map(({ logDensity }, i) => densities[i]! - logDensity);
  const most = logs.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const raw = Float64Array.from(logs, (value) => Math.exp(value - most));
  const sum = raw.reduce((a, b) => a + b, 0);
  const weights = raw.map((value) => value / sum);
  const effectiveSize = 1 / weights.reduce((squares, value) => squares + value * value, 0);
  return { draws, weights, effectiveSize };
}

function propose(
  centre: Float64Array,
  lower: Float64Array,
  stream: RandomStream,
): { readonly draw: Float64Array; readonly logDensity: number } {
  const n = centre.length;
  const chiSquared = valueOfScore(gammaLaw(degrees / 2, 2), normalQuantile(stream.uniform()));
  const stretch = Math.sqrt(degrees / chiSquared);
  const z = Float64Array.from({ length: n }, () => stretch * normalQuantile(stream.uniform()));
  const draw = centre.map((value, row) => {
    let sum = value;
    for (let k = 0; k <= row; k++) sum += lower[row * n + k]! * z[k]!;
    return sum;
  });
  const square = z.reduce((sum, value) => sum + value * value, 0);
  return { draw, logDensity: -((degrees + n) / 2) * Math.log1p(square / degrees) };
}
