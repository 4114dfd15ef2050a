/**
 * The lower factor L, size × size, with L·Lᵀ = M·Mᵀ for M of size × columns, row by row, by Householder reflections:
 * covariances are never formed, so they stay positive however small. Its diagonal is not negative.
 */
export function triangularise(matrix: Float64Array, size: number): Float64Array {
  const columns = matrix.length / size;
  const m = matrix.slice();
  const lower = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    if (row < columns) reflectRow(m, row, size, columns);
    const sign = row < columns && m[row * columns + row]! < 0 ? -1 : 1;
    for (let below = row; below < size && row < columns; below++)
      lower[below * size + row] = sign * m[below * columns + row]!;
  }
  return lower;
}

/** Makes a row's numbers right of the diagonal 0 by a reflection of the columns from there on. */
function reflectRow(m: Float64Array, row: number, size: number, columns: number): void {
  const v = m.slice(row * columns + row, (row + 1) * columns);
  const length = Math.sqrt(product(v, v, 0));
  if (length === 0) return;
  v[0]! += v[0]! < 0 ? -length : length;
  const squares = product(v, v, 0);
  for (let i = row; i < size; i++) {
    const at = i * columns + row;
    const scale = (2 * product(v, m, at)) / squares;
    for (let k = 0; k < v.length; k++) m[at + k]! -= scale * v[k]!;
  }
}

/** Of v with the numbers of x from `from` on. */
function product(v: Float64Array, x: Float64Array, from: number): number {
  let sum = 0;
  for (let k = 0; k < v.length; k++) sum += v[k]! * x[from + k]!;
  return sum;
}

/** L·Lᵀ of a lower factor. */
export function squared(factor: Float64Array, size: number): Float64Array {
  const product = new Float64Array(size * size);
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++)
      for (let k = 0; k <= Math.min(i, j); k++)
        product[i * size + j]! += factor[i * size + k]! * factor[j * size + k]!;
  return product;
}
