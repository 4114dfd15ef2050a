/**
 * Square matrices that carry exact derivatives in k directions: n×n numbers row by row, followed by k blocks of the
 * same shape.
 */
export type DualMatrix = Float64Array;

/** into ← left·right, derivatives by the product rule; `into` is neither of the factors. */
export function dualProduct(
  into: DualMatrix,
  left: DualMatrix,
  right: DualMatrix,
  n: number,
  directions: number,
): void {
  into.fill(0);
  accumulate(into, 0, left, 0, right, 0, n);
  const block = n * n;
  for (let k = 1; k <= directions; k++) {
    accumulate(into, k * block, left, k * block, right, 0, n);
    accumulate(into, k * block, left, 0, right, k * block, n);
  }
}

function accumulate(
  into: Float64Array,
  intoAt: number,
  left: Float64Array,
  leftAt: number,
  right: Float64Array,
  rightAt: number,
  n: number,
): void {
  for (let row = 0; row < n; row++) {
    for (let inner = 0; inner < n; inner++) {
      const factor = left[leftAt + row * n + inner]!;
      if (factor === 0) continue;
      const from = rightAt + inner * n;
      const to = intoAt + row * n;
      for (let column = 0; column < n; column++) into[to + column]! += factor * right[from + column]!;
    }
  }
}

/** Adds to the diagonal of the value; derivatives stay. */
export function addToDiagonal(matrix: DualMatrix, value: number, n: number): void {
  for (let i = 0; i < n; i++) matrix[i * n + i]! += value;
}
