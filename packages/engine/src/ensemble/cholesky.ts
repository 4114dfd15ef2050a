import { failure } from "../errors/registry.ts";

/**
 * The lower factor L of a covariance matrix, L·Lᵀ = covariance; both size × size, row by row.
 * Directions without spread (a zero row and column) are allowed.
 * @throws HomeostatError HS1402 where the matrix is no covariance
 */
export function choleskyFactor(covariance: Float64Array, size: number): Float64Array {
  const lower = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let rest = covariance[row * size + column]!;
      for (let k = 0; k < column; k++) rest -= lower[row * size + k]! * lower[column * size + k]!;
      const pivot = lower[column * size + column]!;
      lower[row * size + column] = row === column ? root(rest, row, covariance) : quotient(rest, pivot);
    }
  }
  return lower;
}

function root(rest: number, row: number, covariance: Float64Array): number {
  const variance = covariance[row * Math.sqrt(covariance.length) + row]!;
  if (!(rest >= -1e-12 * variance)) throw failure("HS1402", { row, rest });
  return Math.sqrt(Math.max(0, rest));
}

/** Along a direction without spread there is nothing to share. */
const quotient = (rest: number, pivot: number): number => (pivot === 0 ? 0 : rest / pivot);
