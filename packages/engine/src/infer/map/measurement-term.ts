import { logNormalProbability, normalDensity } from "../../ensemble/normal-distribution.ts";
import { studentLaw } from "../priors/law.ts";
import { logGamma } from "../priors/log-gamma.ts";

/** −2 ln likelihood of one measurement (without ln 2π, as in NONMEM) and its derivatives in the prediction f and the variance v. */
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
 * The same under Student's law around f with scale √v: (ν + 1)·ln(1 + (y − f)²/(νv)) + ln v, and a constant that
 * vanishes as ν grows. Expected curvature: Lange, Little & Taylor 1989, J Am Stat Assoc 84:881.
 */
export function measuredByStudent(
  value: number,
  prediction: number,
  variance: number,
  degrees: number,
): Term {
  const residual = value - prediction;
  const standard = (residual * residual) / variance;
  const weight = (degrees + 1) / (degrees + standard);
  const constant = 2 * (logGamma(degrees / 2) - logGamma((degrees + 1) / 2)) + Math.log(degrees / 2);
  return {
    value: Math.log(variance) + (degrees + 1) * Math.log1p(standard / degrees) + constant,
    byPrediction: (-2 * weight * residual) / variance,
    byVariance: (1 - weight * standard) / variance,
    information: [
      (degrees + 1) / ((degrees + 3) * variance),
      0,
      (0.5 * degrees) / ((degrees + 3) * variance * variance),
    ],
  };
}

/**
 * −2 ln likelihood ℓ as the model gives it. Its curvature is taken to be that of its own slopes, ¼ ℓ′ℓ′ᵀ (Berndt et al.
 * 1974), as NONMEM's conditional estimation does without second derivatives (Users Guide VII, II.A.2).
 */
export function ofLikelihood(minusTwoLog: number): Term {
  return { value: minusTwoLog, byPrediction: 1, byVariance: 0, information: [0.25, 0, 0] };
}

/** A law of standard residuals: ln of the chance to lie below z, and the density's ratio to that chance. */
interface Tail {
  readonly log: number;
  readonly hazard: number;
  /** −d ln hazard / dz. */
  readonly fall: number;
}

function normalTail(z: number): Tail {
  const log = logNormalProbability(z);
  const hazard = Math.exp(Math.log(normalDensity(0)) - 0.5 * z * z - log);
  return { log, hazard, fall: hazard + z };
}

function studentTail(z: number, degrees: number): Tail {
  const law = studentLaw(0, 1, degrees);
  const log = Math.log(law.lower(z));
  const hazard = Math.exp(law.logDensity(z) - log);
  return { log, hazard, fall: hazard + ((degrees + 1) * z) / (degrees + z * z) };
}

/**
 * −2 ln Φ(z), z = ±(limit − f)/√v, or that of Student's law: a value known to lie below or above a limit (method M3 of
 * Beal 2001, J Pharmacokinet Pharmacodyn 28:481).
 */
export function censored(
  limit: number,
  side: "below" | "above",
  prediction: number,
  variance: number,
  degrees?: number,
): Term {
  const spread = Math.sqrt(variance);
  const sign = side === "below" ? 1 : -1;
  const z = (sign * (limit - prediction)) / spread;
  const { log, hazard, fall } = degrees === undefined ? normalTail(z) : studentTail(z, degrees);
  const zByPrediction = -sign / spread;
  const zByVariance = -z / (2 * variance);
  // The curvature −d²ln/dz² of a Student's tail can be negative far out, where it says nothing.
  const weight = Math.max(0, hazard * fall);
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
