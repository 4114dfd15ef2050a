import { failure } from "../../../errors/registry.ts";
import { factorise } from "../../map/symmetric.ts";
import { type FilterObservation, varianceAt } from "./observation.ts";

/** Pivots below this share of their variance mean that a measurement repeats others. */
const leastPivot = 1e-14;

export interface ErrorFactor {
  /** x ← L⁻¹·x, of the errors' covariance L·Lᵀ. */
  readonly whiten: (x: Float64Array) => void;
  /** −ln|L|. */
  readonly logScale: number;
}

/** The factor of the covariance of those errors that are used. @throws HomeostatError HS1804 */
export function errorFactor(observation: FilterObservation, used: readonly number[]): ErrorFactor {
  const { values, error } = observation;
  const count = used.length;
  const block = new Float64Array(count * count);
  used.forEach((i, row) => {
    used.forEach((j, column) => {
      block[row * count + column] = error[i * values.length + j]!;
    });
  });
  const factor = factorise(block, count);
  const weak = (row: number) =>
    factor![row * count + row]! ** 2 < leastPivot * varianceAt(observation, used[row]!);
  if (!factor || used.some((_, row) => weak(row))) throw failure("HS1804");
  let logScale = 0;
  for (let i = 0; i < count; i++) logScale -= Math.log(factor[i * count + i]!);
  return { whiten: (x) => divide(factor, x), logScale };
}

function divide(factor: Float64Array, x: Float64Array): void {
  const n = x.length;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) x[i]! -= factor[i * n + j]! * x[j]!;
    x[i]! /= factor[i * n + i]!;
  }
}
