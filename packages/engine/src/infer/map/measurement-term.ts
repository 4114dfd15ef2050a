import { logNormalProbability, normalDensity } from "../../ensemble/normal-distribution.ts";

/** −2 ln likelihood of one measurement (without ln 2π) and its derivatives in the prediction f and the variance v. */
export interface Term {
  readonly value: number;
  readonly byPrediction: number;
  readonly byVariance: number;
  /** Expected curvature (half of it): weights of f′·f′ᵀ, f′·v′ᵀ (both ways) and v′·v′ᵀ. */
  readonly information: readonly [number, number, number];
}

/** ln v + (y − f)²/v. */
export function measured(value: number, prediction: number, variance: number): Term {
  const residual = value - prediction;
  const standard = (residual * residual) / variance;
  return {
    value: Math.log(variance) + standard,
    byPrediction: (-2 * residual) / variance,
    byVariance: (1 - standard) / variance,
    information: [1 / variance, 0, 0.5 / (variance * variance)],
  };
}

/**
 * −2 ln Φ(z), z = ±(limit − f)/√v: a value known to lie below or above a limit (method M3 of Beal 2001, J Pharmacokinet
 * Pharmacodyn 28:481).
 */
export function censored(limit: number, side: "below" | "above", prediction: number, variance: number): Term {
  const spread = Math.sqrt(variance);
  const sign = side === "below" ? 1 : -1;
  const z = (sign * (limit - prediction)) / spread;
  const log = logNormalProbability(z);
  const hazard = Math.exp(Math.log(normalDensity(0)) - 0.5 * z * z - log);
  const zByPrediction = -sign / spread;
  const zByVariance = -z / (2 * variance);
  const weight = hazard * (hazard + z);
  return {
    value: -2 * log,
    byPrediction: -2 * hazard * zByPrediction,
    byVariance: -2 * hazard * zByVariance,
    information: [
      weight * zByPrediction * zByPrediction,
      weight * zByPrediction * zByVariance,
      weight * zByVariance * zByVariance,
    ],
  };
}
