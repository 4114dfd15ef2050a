/** Plain matrices, row by row, for exact references. */

/** A·B of rows × inner and inner × columns. */
export function product(
  a: Float64Array,
  b: Float64Array,
  rows: number,
  inner: number,
  columns: number,
): Float64Array {
  const c = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++)
      for (let k = 0; k < inner; k++) c[i * columns + j]! += a[i * inner + k]! * b[k * columns + j]!;
  return c;
}

export const plus = (a: Float64Array, b: Float64Array): Float64Array => a.map((value, i) => value + b[i]!);
export const minus = (a: Float64Array, b: Float64Array): Float64Array => a.map((value, i) => value - b[i]!);

export const identity = (n: number): Float64Array =>
  Float64Array.from({ length: n * n }, (_, at) => (at % (n + 1) === 0 ? 1 : 0));

export const transposed = (a: Float64Array, rows: number): Float64Array => {
  const columns = a.length / rows;
  return Float64Array.from(a, (_, at) => a[(at % rows) * columns + Math.floor(at / rows)]!);
};

/** By Gauss and Jordan, with pivots in order: for matrices that are positive definite. */
export function inverse(a: Float64Array, n: number): Float64Array {
  const left = a.slice();
  const right = identity(n);
  for (let pivot = 0; pivot < n; pivot++) {
    const by = left[pivot * n + pivot]!;
    for (let j = 0; j < n; j++) {
      left[pivot * n + j]! /= by;
      right[pivot * n + j]! /= by;
    }
    for (let i = 0; i < n; i++) {
      const factor = i === pivot ? 0 : left[i * n + pivot]!;
      for (let j = 0; j < n; j++) {
        left[i * n + j]! -= factor * left[pivot * n + j]!;
        right[i * n + j]! -= factor * right[pivot * n + j]!;
      }
    }
  }
  return right;
}
