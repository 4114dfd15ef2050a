/**
 * Solves A·x = b in place by Gaussian elimination with row pivoting; `a` is row-major n×n, `b` becomes x.
 * Returns the column without a pivot, or −1.
 */
export function solveLinear(a: Float64Array, b: Float64Array): number {
  const n = b.length;
  for (let column = 0; column < n; column++) {
    const pivot = largestBelow(a, n, column);
    if (!(Math.abs(a[pivot * n + column]!) > 0)) return column;
    swapRows(a, b, n, column, pivot);
    for (let row = column + 1; row < n; row++) eliminate(a, b, n, column, row);
  }
  for (let row = n - 1; row >= 0; row--) {
    let sum = b[row]!;
    for (let column = row + 1; column < n; column++) sum -= a[row * n + column]! * b[column]!;
    b[row] = sum / a[row * n + row]!;
  }
  return -1;
}

function largestBelow(a: Float64Array, n: number, column: number): number {
  let best = column;
  for (let row = column + 1; row < n; row++) {
    if (Math.abs(a[row * n + column]!) > Math.abs(a[best * n + column]!)) best = row;
  }
  return best;
}

function swapRows(a: Float64Array, b: Float64Array, n: number, one: number, other: number): void {
  if (one === other) return;
  for (let column = 0; column < n; column++) {
    const kept = a[one * n + column]!;
    a[one * n + column] = a[other * n + column]!;
    a[other * n + column] = kept;
  }
  const kept = b[one]!;
  b[one] = b[other]!;
  b[other] = kept;
}

function eliminate(a: Float64Array, b: Float64Array, n: number, column: number, row: number): void {
  const factor = a[row * n + column]! / a[column * n + column]!;
  if (factor === 0) return;
  for (let j = column; j < n; j++) a[row * n + j]! -= factor * a[column * n + j]!;
  b[row]! -= factor * b[column]!;
}
