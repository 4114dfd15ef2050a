/**
 * Where a square matrix may differ from 0, column by column: those of column j stand in the rows
 * `rows[starts[j]]` to `rows[starts[j + 1] - 1]`, ascending. Values of such a matrix are given in the same order.
 */
export interface SparsePattern {
  readonly size: number;
  readonly starts: Int32Array;
  readonly rows: Int32Array;
}

/** The pattern of entries that are sorted by column, then by row, each place once. */
export function sparsePattern(
  size: number,
  entries: readonly { readonly row: number; readonly column: number }[],
): SparsePattern {
  const starts = new Int32Array(size + 1);
  for (const { column } of entries) starts[column + 1]!++;
  for (let j = 0; j < size; j++) starts[j + 1]! += starts[j]!;
  return { size, starts, rows: Int32Array.from(entries, ({ row }) => row) };
}
