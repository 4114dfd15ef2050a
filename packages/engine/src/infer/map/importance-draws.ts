import type { RandomStream } from "../../ensemble/random-stream.ts";
import { smoothWeights } from "../compare/smooth-weights.ts";
import { StudentProposal } from "./student-proposal.ts";

/** A posterior as weighted draws. */
export interface PosteriorDraws {
  readonly draws: readonly Float64Array[];
  /** They sum to 1. */
  readonly weights: Float64Array;
  /** How many equally weighted draws these are worth (Kong 1992). Far below their count, the normal posterior is a poor picture. */
  readonly effectiveSize: number;
  /** Shape of the weights' tail (Vehtari et al. 2024): above 0.7 the draws do not reach all of the posterior. */
  readonly k: number;
}

/** Draws from a law by which a posterior is explored, with the logarithm of its density at each. */
export interface Proposed {
  readonly draws: readonly Float64Array[];
  readonly logDensities: readonly number[];
}

/** ln posterior of each draw, up to a constant; −∞ where it is impossible. */
type LogDensities = (draws: readonly Float64Array[]) => ArrayLike<number>;

/** Draws from Student's law around a mode, weighted by the posterior itself. */
export function importanceDraws(
  logDensities: LogDensities,
  { effects, covariance }: { readonly effects: Float64Array; readonly covariance: Float64Array },
  count: number,
  stream: RandomStream,
): PosteriorDraws {
  return weighted(logDensities, studentDraws(effects, covariance, count, stream));
}

/** Draws from Student's law around a centre. */
export function studentDraws(
  centre: Float64Array,
  covariance: Float64Array,
  count: number,
  stream: RandomStream,
): Proposed {
  const student = StudentProposal.of(centre, covariance);
  const draws = Array.from({ length: count }, () => student.draw(stream));
  return { draws, logDensities: draws.map((draw) => student.logDensity(draw)) };
}

/** Proposed draws, weighted by the posterior itself (importance sampling; Geweke 1989, Econometrica 57:1317). */
export function weighted(logDensities: LogDensities, proposed: Proposed): PosteriorDraws {
  const { draws } = proposed;
  const densities = logDensities(draws);
  const logs = proposed.logDensities.map((log, i) => densities[i]! - log);
  const { weights } = normalised(logs);
  return {
    draws,
    weights,
    effectiveSize: 1 / weights.reduce((sum, value) => sum + value * value, 0),
    k: smoothWeights(Float64Array.from(logs)).k,
  };
}

/** Weights that sum to 1 from their logarithms, and the logarithm of the mean of what these were. */
export function normalised(logs: readonly number[]): {
  readonly weights: Float64Array;
  readonly logMean: number;
} {
  const most = logs.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const raw = Float64Array.from(logs, (value) => Math.exp(value - most));
  const sum = raw.reduce((a, b) => a + b, 0);
  return { weights: raw.map((value) => value / sum), logMean: most + Math.log(sum / logs.length) };
}
