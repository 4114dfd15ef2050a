import type { Measurement } from "./mixed-effects-model.ts";
import type { Expected } from "./subject-posterior.ts";
import { factorise } from "./symmetric.ts";

/**
 * Conditional weighted residuals: y − (f − F·η) at the mode, decorrelated by the Cholesky factor of F·Ω·Fᵀ + diag(v)
 * (Hooker 2007, Pharm Res 24:2187; variance at the mode). NaN for values that are known by a limit only.
 */
export function conditionalResiduals(
  measurements: readonly Measurement[],
  expected: readonly Expected[],
  effects: Float64Array,
  omega: Float64Array,
): readonly number[] {
  const known = measurements.flatMap(({ limit }, i) => (limit === "none" ? [i] : []));
  const rows = known.map((i) => expected[i]!);
  const lower = factorise(covarianceOf(rows, omega), rows.length);
  const result = measurements.map(() => Number.NaN);
  if (lower === undefined) return result;
  const residuals = rows.map(
    ({ prediction, predictionBy }, row) =>
      measurements[known[row]!]!.value -
      prediction +
      predictionBy.reduce((sum, slope, k) => sum + slope * effects[k]!, 0),
  );
  forwardSolve(lower, residuals).forEach((value, row) => {
    result[known[row]!] = value;
  });
  return result;
}

function covarianceOf(rows: readonly Expected[], omega: Float64Array): Float64Array {
  const n = rows.length;
  const covariance = new Float64Array(n * n);
  rows.forEach(({ predictionBy: a, variance }, i) => {
    const spread = a.map((_, k) => a.reduce((sum, slope, l) => sum + slope * omega[l * a.length + k]!, 0));
    rows.forEach(({ predictionBy: b }, j) => {
      covariance[i * n + j] = spread.reduce((sum, value, k) => sum + value * b[k]!, i === j ? variance : 0);
    });
  });
  return covariance;
}

function forwardSolve(lower: Float64Array, right: readonly number[]): number[] {
  const n = right.length;
  const x: number[] = [];
  for (let i = 0; i < n; i++) {
    let rest = right[i]!;
    for (let j = 0; j < i; j++) rest -= lower[i * n + j]! * x[j]!;
    x.push(rest / lower[i * n + i]!);
  }
  return x;
}
