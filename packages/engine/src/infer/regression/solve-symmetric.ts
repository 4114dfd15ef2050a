import { choleskyFactor } from "../../ensemble/cholesky.ts";

/**
 * Solves A X = B in place of B for a symmetric positive definite A (lower triangle, row-major, n × n),
 * B n × m row-major.
 *
 * @throws HomeostatError HS1402 where A is not positive semidefinite
 */
export function solveSymmetric(a: Float64Array, b: Float64Array, n: number, m: number): Float64Array {
  const factor = choleskyFactor(a, n);
  forward(factor, b, n, m);
  backward(factor, b, n, m);
  return b;
}

function forward(factor: Float64Array, b: Float64Array, n: number, m: number): void {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) subtractRow(b, i, j, factor[i * n + j]!, m);
    divideRow(b, i, factor[i * n + i]!, m);
  }
}

function backward(factor: Float64Array, b: Float64Array, n: number, m: number): void {
  for (let i = n - 1; i >= 0; i--) {
    for (let j = i + 1; j < n; j++) subtractRow(b, i, j, factor[j * n + i]!, m);
    divideRow(b, i, factor[i * n + i]!, m);
  }
}

function subtractRow(b: Float64Array, row: number, other: number, factor: number, m: number): void {
  for (let k = 0; k < m; k++) b[row * m + k]! -= factor * b[other * m + k]!;
}

function divideRow(b: Float64Array, row: number, divisor: number, m: number): void {
  for (let k = 0; k < m; k++) b[row * m + k]! /= divisor;
}
