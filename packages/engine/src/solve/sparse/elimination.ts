import { minimumDegreeOrder } from "./minimum-degree.ts";
import type { SparsePattern } from "./sparse-pattern.ts";

/**
 * The factors L and U of a matrix whose pivots are its diagonal in a given order, before any number is known: where
 * they differ from 0. Both stand in one pattern, column by column in the order of the pivots: above the diagonal U, below
 * it L (whose own diagonal is 1).
 */
export interface Elimination {
  readonly size: number;
  /** The variable that is eliminated at each step. */
  readonly order: Int32Array;
  readonly starts: Int32Array;
  readonly rows: Int32Array;
  /** Of each column the place of its diagonal. */
  readonly diagonal: Int32Array;
  /** Of each entry of the matrix its place in the factors. */
  readonly places: Int32Array;
}

const known = new WeakMap<SparsePattern, Elimination>();

/** The elimination of a pattern in the order that keeps it sparse, found once for each. */
export function eliminationOf(pattern: SparsePattern): Elimination {
  const elimination = known.get(pattern) ?? eliminate(pattern, minimumDegreeOrder(pattern));
  known.set(pattern, elimination);
  return elimination;
}

/** Every place that fills when the pattern is eliminated in this order, its diagonal counted in. */
export function eliminate(pattern: SparsePattern, order: Int32Array): Elimination {
  const { size } = pattern;
  const step = inverse(order);
  const columns: Int32Array[] = [];
  const diagonals = new Int32Array(size);
  const seen = new Int32Array(size).fill(-1);
  for (let j = 0; j < size; j++) {
    const found = [j];
    seen[j] = j;
    const see = (i: number) => {
      if (seen[i] === j) return;
      seen[i] = j;
      found.push(i);
    };
    const column = order[j]!;
    for (let e = pattern.starts[column]!; e < pattern.starts[column + 1]!; e++) see(step[pattern.rows[e]!]!);
    for (let k = 0; k < j; k++) {
      if (seen[k] !== j) continue;
      const earlier = columns[k]!;
      for (let e = diagonals[k]! + 1; e < earlier.length; e++) see(earlier[e]!);
    }
    columns.push(Int32Array.from(found).sort());
    diagonals[j] = columns[j]!.indexOf(j);
  }
  return { order, ...joined(columns, diagonals), places: placesOf(pattern, order, step, columns) };
}

function inverse(order: Int32Array): Int32Array {
  const step = new Int32Array(order.length);
  order.forEach((index, k) => {
    step[index] = k;
  });
  return step;
}

function joined(columns: readonly Int32Array[], diagonals: Int32Array) {
  const size = columns.length;
  const starts = new Int32Array(size + 1);
  columns.forEach((column, j) => {
    starts[j + 1] = starts[j]! + column.length;
  });
  const rows = new Int32Array(starts[size]!);
  columns.forEach((column, j) => {
    rows.set(column, starts[j]!);
  });
  return { size, starts, rows, diagonal: diagonals.map((place, j) => starts[j]! + place) };
}

function placesOf(
  pattern: SparsePattern,
  order: Int32Array,
  step: Int32Array,
  columns: readonly Int32Array[],
): Int32Array {
  const places = new Int32Array(pattern.rows.length);
  const at = new Int32Array(pattern.size);
  let start = 0;
  for (const [j, column] of columns.entries()) {
    column.forEach((row, place) => {
      at[row] = start + place;
    });
    const original = order[j]!;
    for (let e = pattern.starts[original]!; e < pattern.starts[original + 1]!; e++)
      places[e] = at[step[pattern.rows[e]!]!]!;
    start += column.length;
  }
  return places;
}
