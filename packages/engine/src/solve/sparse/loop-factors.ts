import type { Elimination } from "./elimination.ts";
import type { Factors } from "./factors.ts";
import type { SparsePattern } from "./sparse-pattern.ts";

/**
 * LU with the pivots on the diagonal, by loops over the pattern: column by column, each from those before it (Davis,
 * Direct Methods for Sparse Linear Systems, 2006, chapter 6). Diagonals are kept inverted.
 */
export class LoopFactors implements Factors {
  private readonly pattern: SparsePattern;
  private readonly elimination: Elimination;
  private readonly values: Float64Array;
  /** One column, by rows in the order of elimination. */
  private readonly work: Float64Array;

  constructor(pattern: SparsePattern, elimination: Elimination) {
    this.pattern = pattern;
    this.elimination = elimination;
    this.values = new Float64Array(elimination.rows.length);
    this.work = new Float64Array(elimination.size);
  }

  factor(jacobian: Float64Array, shift: number): void {
    const { starts, rows, diagonal } = this.elimination;
    const { values, work } = this;
    for (let j = 0; j < this.elimination.size; j++) {
      this.spread(j, jacobian, shift);
      const [start, middle, end] = [starts[j]!, diagonal[j]!, starts[j + 1]!];
      for (let e = start; e < middle; e++) this.subtract(rows[e]!);
      const inverse = 1 / work[j]!;
      for (let e = start; e < middle; e++) values[e] = work[rows[e]!]!;
      values[middle] = inverse;
      for (let e = middle + 1; e < end; e++) values[e] = work[rows[e]!]! * inverse;
    }
  }

  solve(b: Float64Array): void {
    const { starts, rows, diagonal, order, size } = this.elimination;
    const { values, work } = this;
    for (let j = 0; j < size; j++) work[j] = b[order[j]!]!;
    for (let j = 0; j < size; j++) {
      const end = starts[j + 1]!;
      const x = work[j]!;
      for (let e = diagonal[j]! + 1; e < end; e++) work[rows[e]!]! -= values[e]! * x;
    }
    for (let j = size - 1; j >= 0; j--) {
      const middle = diagonal[j]!;
      const x = work[j]! * values[middle]!;
      b[order[j]!] = x;
      for (let e = starts[j]!; e < middle; e++) work[rows[e]!]! -= values[e]! * x;
    }
  }

  /** Puts a column of W into the work space, with zeros where it fills. */
  private spread(j: number, jacobian: Float64Array, shift: number): void {
    const { starts, rows, order, places } = this.elimination;
    const { work, pattern } = this;
    for (let e = starts[j]!; e < starts[j + 1]!; e++) work[rows[e]!] = 0;
    const column = order[j]!;
    for (let e = pattern.starts[column]!; e < pattern.starts[column + 1]!; e++)
      work[rows[places[e]!]!] = -jacobian[e]!;
    work[j]! += shift;
  }

  private subtract(k: number): void {
    const { starts, rows, diagonal } = this.elimination;
    const { values, work } = this;
    const x = work[k]!;
    for (let e = diagonal[k]! + 1; e < starts[k + 1]!; e++) work[rows[e]!]! -= values[e]! * x;
  }
}
