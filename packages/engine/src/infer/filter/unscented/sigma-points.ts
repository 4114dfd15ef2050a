import { failure } from "../../../errors/registry.ts";
import type { Points } from "../observe/points.ts";

/** A normal belief in square-root form; where numbers have scales, on these. */
export interface NormalBelief {
  readonly mean: Float64Array;
  /** Lower factor L of the covariance L·Lᵀ, size × size, row by row. */
  readonly factor: Float64Array;
}

/**
 * The unscented transform's 2·size + 1 points: Julier & Uhlmann 1997, doi:10.1117/12.280797, with `centre` their κ. Their
 * weights are not negative, so that square roots need no downdating; 0 is the cubature rule (Arasaratnam & Haykin 2009,
 * doi:10.1109/TAC.2009.2019800).
 */
export function sigmaPoints({ mean, factor }: NormalBelief, centre: number): Points {
  const size = mean.length;
  if (factor.length !== size * size)
    throw failure("HS1806", { what: "The factor", found: factor.length, expected: size * size });
  const reach = Math.sqrt(size + centre);
  const x = new Float64Array((2 * size + 1) * size);
  const weights = new Float64Array(2 * size + 1).fill(0.5 / (size + centre));
  weights[0] = centre / (size + centre);
  x.set(mean);
  for (let k = 0; k < size; k++)
    for (let i = 0; i < size; i++) {
      const step = reach * factor[i * size + k]!;
      x[(1 + k) * size + i] = mean[i]! + step;
      x[(1 + size + k) * size + i] = mean[i]! - step;
    }
  return { size, x, weights, metric: weights };
}

/** Two blocks of columns beside each other. */
export function beside(a: Float64Array, b: Float64Array, size: number): Float64Array {
  const [left, right] = [a.length / size, b.length / size];
  const both = new Float64Array(a.length + b.length);
  for (let i = 0; i < size; i++) {
    both.set(a.subarray(i * left, (i + 1) * left), i * (left + right));
    both.set(b.subarray(i * right, (i + 1) * right), i * (left + right) + left);
  }
  return both;
}
