/** Symmetric positive definite matrices of a few rows, stored whole, row by row. */

/** The lower factor L of A = L·Lᵀ; undefined where A is not positive definite. */
export function factorise(a: Float64Array, n: number): Float64Array | undefined {
  const lower = new Float64Array(n * n);
  for (let row = 0; row < n; row++) {
    for (let column = 0; column <= row; column++) {
      let rest = a[row * n + column]!;
      for (let k = 0; k < column; k++) rest -= lower[row * n + k]! * lower[column * n + k]!;
      if (row === column && !(rest > 0)) return undefined;
      lower[row * n + column] = row === column ? Math.sqrt(rest) : rest / lower[column * n + column]!;
    }
  }
  return lower;
}

/** L⁻¹·b: what has the covariance L·Lᵀ becomes independent numbers of variance 1. */
export function decorrelated(lower: Float64Array, b: Float64Array): Float64Array {
  const n = b.length;
  const x = b.slice();
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) x[i]! -= lower[i * n + j]! * x[j]!;
    x[i]! /= lower[i * n + i]!;
  }
  return x;
}

/** x with L·Lᵀ·x = b. */
export function solveFactorised(lower: Float64Array, b: Float64Array): Float64Array {
  const n = b.length;
  const x = decorrelated(lower, b);
  for (let i = n - 1; i >= 0; i--) {
    for (let j = i + 1; j < n; j++) x[i]! -= lower[j * n + i]! * x[j]!;
    x[i]! /= lower[i * n + i]!;
  }
  return x;
}

export function inverseOf(lower: Float64Array, n: number): Float64Array {
  const inverse = new Float64Array(n * n);
  for (let column = 0; column < n; column++) {
    const unit = new Float64Array(n);
    unit[column] = 1;
    solveFactorised(lower, unit).forEach((value, row) => {
      inverse[row * n + column] = value;
    });
  }
  return inverse;
}

/** ln|A|, from its factor. */
export function logDeterminant(lower: Float64Array, n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += 2 * Math.log(lower[i * n + i]!);
  return sum;
}

/** bᵀ·A⁻¹·b, from the factor of A. */
export const squareOf = (lower: Float64Array, b: Float64Array): number =>
  decorrelated(lower, b).reduce((sum, z) => sum + z ** 2, 0);
