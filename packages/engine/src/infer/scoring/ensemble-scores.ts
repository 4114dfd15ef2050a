import { failure } from "../../errors/registry.ts";

/**
 * Continuous ranked probability score of an ensemble with equal weights, E|X − y| − ½ E|X − X′|, in the unit of the
 * observation; lower is better, 0 is a certain hit (Gneiting & Raftery 2007, doi:10.1198/016214506000001437, eq. 21).
 */
export function crpsOfEnsemble(members: ArrayLike<number>, observed: number): number {
  const sorted = Float64Array.from(members).sort();
  const n = sorted.length;
  let distance = 0;
  let spread = 0;
  for (let i = 0; i < n; i++) {
    distance += Math.abs(sorted[i]! - observed);
    spread += (2 * i - n + 1) * sorted[i]!;
  }
  return distance / n - spread / (n * n);
}

/** CRPS of a normal forecast (the same, eq. 5); of one that is certain (sd 0) the distance. @throws HS1681 for an sd below 0 */
export function crpsOfNormal(mean: number, sd: number, observed: number): number {
  refuseNegative(sd);
  if (sd === 0) return Math.abs(observed - mean);
  const z = (observed - mean) / sd;
  return sd * (z * (2 * normalCumulative(z) - 1) + 2 * normalDensity(z) - 1 / Math.sqrt(Math.PI));
}

/**
 * Log score of a normal forecast: minus the log density at the observation, in nats; lower is better. Of one that is certain
 * (sd 0), without end. @throws HS1681 for an sd below 0
 */
export function logScoreOfNormal(mean: number, sd: number, observed: number): number {
  refuseNegative(sd);
  if (sd === 0) return observed === mean ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return Math.log(sd) + 0.5 * Math.log(2 * Math.PI) + 0.5 * ((observed - mean) / sd) ** 2;
}

/**
 * Log score of an ensemble: minus the log of its kernel density at the observation, normal kernels of
 * Silverman's width 1.06 s n^(−1/5) (Silverman 1986, eq. 3.28); infinite where the ensemble has no spread.
 */
export function logScoreOfEnsemble(members: ArrayLike<number>, observed: number): number {
  const n = members.length;
  const width = n === 1 ? 0 : 1.06 * sampleDeviation(members) * n ** -0.2;
  if (width === 0) return Number.POSITIVE_INFINITY;
  const logs = Array.from(members, (member) => -logScoreOfNormal(member, width, observed));
  const top = Math.max(...logs);
  if (top === Number.NEGATIVE_INFINITY) return Number.POSITIVE_INFINITY;
  return Math.log(n) - top - Math.log(logs.reduce((sum, log) => sum + Math.exp(log - top), 0));
}

function refuseNegative(sd: number): void {
  if (sd < 0) throw failure("HS1681", { what: "A normal forecast", problem: `its sd is ${sd}` });
}

function sampleDeviation(values: ArrayLike<number>): number {
  const all = Array.from(values);
  const mean = all.reduce((sum, value) => sum + value, 0) / all.length;
  return Math.sqrt(all.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (all.length - 1));
}

const normalDensity = (z: number) => Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);

/** Φ(z) by the series (z small) or continued fraction (z large) of the error function, to about 1e-15. */
function normalCumulative(z: number): number {
  const tail = Math.abs(z) < 3 ? 0.5 - centralHalf(Math.abs(z)) : upperTail(Math.abs(z));
  return z < 0 ? tail : 1 - tail;
}

/** Φ(z) − ½ = φ(z) (z + z³/3 + z⁵/15 + …) (Abramowitz & Stegun 26.2.11). */
function centralHalf(z: number): number {
  let term = z;
  let sum = z;
  for (let k = 3; term > 1e-17 * sum; k += 2) {
    term *= (z * z) / k;
    sum += term;
  }
  return normalDensity(z) * sum;
}

/** 1 − Φ(z) = φ(z) / (z + 1/(z + 2/(z + 3/(z + …)))) (Abramowitz & Stegun 26.2.14). */
function upperTail(z: number): number {
  let fraction = z;
  for (let k = 60; k >= 1; k--) fraction = z + k / fraction;
  return normalDensity(z) / fraction;
}
