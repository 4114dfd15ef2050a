import { incompleteBeta } from "./incomplete-beta.ts";
import { incompleteGamma } from "./incomplete-gamma.ts";
import { logGamma } from "./log-gamma.ts";

/** A continuous law by its two tails; `fromLine` maps the real line to its values, so that a search stays inside. */
export interface Law {
  lower(value: number): number;
  upper(value: number): number;
  logDensity(value: number): number;
  fromLine(u: number): number;
  /** d value / du at u. */
  lineSlope(u: number): number;
  /** Where on the line a search begins for the value that has z as its normal score. */
  guess(z: number): number;
}

/** Gamma law of mean shape·scale. */
export function gammaLaw(shape: number, scale: number): Law {
  return {
    lower: (value) => incompleteGamma(shape, value / scale).lower,
    upper: (value) => incompleteGamma(shape, value / scale).upper,
    logDensity: (value) =>
      value > 0
        ? (shape - 1) * Math.log(value / scale) - value / scale - logGamma(shape) - Math.log(scale)
        : Number.NEGATIVE_INFINITY,
    fromLine: Math.exp,
    lineSlope: Math.exp,
    guess: (z) => wilsonHilferty(shape, z) + Math.log(scale),
  };
}

/** ln of Wilson & Hilferty's approximate quantile (1931, PNAS 17:684); far below, that of the law's lower end. */
function wilsonHilferty(shape: number, z: number): number {
  const root = 1 - 1 / (9 * shape) + z / (3 * Math.sqrt(shape));
  if (root > 0.1) return Math.log(shape) + 3 * Math.log(root);
  return (-0.5 * z * z - Math.log(Math.max(1, -z) * 2.5) + logGamma(shape + 1)) / shape;
}

/** The share beyond |t|, from whichever end keeps its digits. */
function studentTail(t: number, degrees: number): number {
  const square = t * t;
  return square > degrees
    ? 0.5 * incompleteBeta(degrees / 2, 0.5, degrees / (degrees + square))
    : 0.5 - 0.5 * incompleteBeta(0.5, degrees / 2, square / (degrees + square));
}

/** Student's law around a location. */
export function studentLaw(location: number, scale: number, degrees: number): Law {
  const constant =
    logGamma((degrees + 1) / 2) - logGamma(degrees / 2) - 0.5 * Math.log(degrees * Math.PI) - Math.log(scale);
  const tail = (t: number) => studentTail(t, degrees);
  const lower = (value: number) => {
    const t = (value - location) / scale;
    return t <= 0 ? tail(t) : 1 - tail(t);
  };
  return {
    lower,
    upper: (value) => lower(2 * location - value),
    logDensity: (value) =>
      constant - ((degrees + 1) / 2) * Math.log1p(((value - location) / scale) ** 2 / degrees),
    fromLine: (u) => location + scale * Math.sinh(u),
    lineSlope: (u) => scale * Math.cosh(u),
    guess: (z) => Math.asinh(z),
  };
}
