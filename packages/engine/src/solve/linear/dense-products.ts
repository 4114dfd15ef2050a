import type { MatrixProducts } from "./matrix-products.ts";

/** Matrices of n×n numbers, row by row. */
export function denseProducts(n: number): MatrixProducts {
  const multiply: MatrixProducts["ofSeries"] = (into, left, right) => denseProduct(into, left, right, n);
  return {
    length: n * n,
    diagonal: Int32Array.from({ length: n }, (_, i) => i * n + i),
    norm: (a) => greatestColumnSum(a, n),
    ofGiven: multiply,
    ofSeries: multiply,
  };
}

/** into ← left·right; `into` is neither of the factors. */
export function denseProduct(into: Float64Array, left: Float64Array, right: Float64Array, n: number): void {
  into.fill(0);
  for (let row = 0; row < n; row++) {
    for (let inner = 0; inner < n; inner++) {
      const factor = left[row * n + inner]!;
      if (factor === 0) continue;
      for (let column = 0; column < n; column++)
        into[row * n + column]! += factor * right[inner * n + column]!;
    }
  }
}

/** The greatest column sum of |A|. */
export function greatestColumnSum(matrix: Float64Array, n: number): number {
  let most = 0;
  for (let column = 0; column < n; column++) {
    let sum = 0;
    for (let row = 0; row < n; row++) sum += Math.abs(matrix[row * n + column]!);
    most = Math.max(most, sum);
  }
  return most;
}
