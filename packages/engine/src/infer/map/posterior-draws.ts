import { normalQuantile } from "../../ensemble/normal-quantile.ts";
import type { RandomStream } from "../../ensemble/random-stream.ts";
import { gammaLaw } from "../priors/law.ts";
import { valueOfScore } from "../priors/normal-score.ts";
import type { MapEstimate } from "./map-estimate.ts";
import type { Subject } from "./mixed-effects-model.ts";
import { type PreparedModel, SubjectPosterior } from "./subject-posterior.ts";
import { factorise } from "./symmetric.ts";

/** A person's posterior as weighted draws of the effects. */
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
 * Draws from a person's posterior beyond the normal approximation: proposals from Student's law around the mode,
 * weighted by the exact posterior (importance sampling; Geweke 1989, Econometrica 57:1317).
 */
export function posteriorDraws(
  prepared: PreparedModel,
  subject: Subject,
  { effects, covariance }: Pick<MapEstimate, "effects" | "covariance">,
  count: number,
  stream: RandomStream,
): PosteriorDraws {
  const posterior = new SubjectPosterior(prepared, subject);
  const lower = factorise(covariance, effects.length) ?? new Float64Array(covariance.length);
  const proposals = Array.from({ length: count }, () => propose(effects, lower, stream));
  const logs = proposals.map(({ draw, logDensity }) => -0.5 * posterior.landscape(draw).value - logDensity);
  const most = logs.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const raw = Float64Array.from(logs, (value) => Math.exp(value - most));
  const sum = raw.reduce((a, b) => a + b, 0);
  const weights = raw.map((value) => value / sum);
  return {
    draws: proposals.map(({ draw }) => draw),
    weights,
    effectiveSize: 1 / weights.reduce((squares, value) => squares + value * value, 0),
  };
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
