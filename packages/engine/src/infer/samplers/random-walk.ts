import { normalQuantile } from "../../ensemble/normal-quantile.ts";
import type { RandomStream } from "../../ensemble/random-stream.ts";
import { factorise } from "../map/symmetric.ts";
import type { Target } from "./target.ts";

/** A point with its ln density. */
export interface Weighed {
  readonly at: Float64Array;
  readonly logDensity: number;
}

/** The acceptance at which a random walk moves fastest (Roberts, Gelman & Gilks 1997, Ann Appl Probab 7:110). */
export const bestAcceptance = (size: number) => (size === 1 ? 0.44 : 0.234);

/** 2.38/√d: the scale of steps that suits a normal target of the same covariance. */
export const usualScale = (size: number) => 2.38 / Math.sqrt(size);

/** One Metropolis step with a normal proposal scale·L·z; gives the new point and the chance with which it is taken. */
export function metropolisStep(
  logDensity: Target["logDensity"],
  from: Weighed,
  lower: Float64Array,
  scale: number,
  stream: RandomStream,
): { readonly point: Weighed; readonly chance: number } {
  const n = from.at.length;
  const z = Float64Array.from({ length: n }, () => scale * normalQuantile(stream.uniform()));
  const at = from.at.map((value, row) => {
    let sum = value;
    for (let k = 0; k <= row; k++) sum += lower[row * n + k]! * z[k]!;
    return sum;
  });
  const there = logDensity(at);
  const chance = Math.min(1, Math.exp(there - from.logDensity));
  const taken = stream.uniform() < chance;
  return { point: taken ? { at, logDensity: there } : from, chance };
}

/** The factor of a covariance, or of its diagonal where it has no full rank yet. */
export function stepFactor(covariance: Float64Array, size: number): Float64Array {
  const whole = factorise(covariance, size);
  if (whole !== undefined) return whole;
  return covariance.map((value, at) =>
    at % (size + 1) === 0 ? Math.sqrt(Math.max(value, Number.MIN_VALUE)) : 0,
  );
}
