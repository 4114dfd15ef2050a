import type { Factors } from "./factors.ts";
import { GrowingColumns } from "./growing-columns.ts";
import type { SparsePattern } from "./sparse-pattern.ts";

/** A diagonal is taken as pivot where it is at least this share of the largest candidate: sparsity is kept. */
const diagonalShare = 0.1;

/**
 * LU with partial pivoting of scaled rows, each column from those before it that reach it, Gilbert & Peierls 1988,
 * SIAM J Sci Stat Comput 9:862: for matrices whose diagonals cannot serve as pivots. Slower than fixed pivots, because
 * the pattern of the factors is found anew each time.
 */
export class PivotingFactors implements Factors {
  /** The variable of the first column without a pivot in the last factoring, −1 where all have one. */
  singular = -1;

  private readonly pattern: SparsePattern;
  private readonly order: Int32Array;
  /** Below the diagonal: original rows. Above: steps. */
  private readonly lower = new GrowingColumns();
  private readonly upper = new GrowingColumns();
  private readonly pivots: Float64Array;
  private readonly pivotRows: Int32Array;
  /** Of each row the step that it is the pivot of, −1 while it is none. */
  private readonly stepOf: Int32Array;
  private readonly scale: Float64Array;
  private readonly work: Float64Array;
  private readonly mark: Int32Array;
  private readonly reached: number[] = [];

  constructor(pattern: SparsePattern, order: Int32Array) {
    const { size } = pattern;
    this.pattern = pattern;
    this.order = order;
    this.pivots = new Float64Array(size);
    this.pivotRows = new Int32Array(size);
    this.stepOf = new Int32Array(size);
    this.scale = new Float64Array(size);
    this.work = new Float64Array(size);
    this.mark = new Int32Array(size);
  }

  factor(jacobian: Float64Array, shift: number): void {
    const { size } = this.pattern;
    this.lower.clear();
    this.upper.clear();
    this.stepOf.fill(-1);
    this.mark.fill(-1);
    this.singular = -1;
    this.measureRows(jacobian, shift);
    for (let j = 0; j < size; j++) {
      this.reach(j);
      this.spread(j, jacobian, shift);
      for (let at = this.reached.length - 1; at >= 0; at--) this.subtract(this.reached[at]!);
      if (!this.choose(j)) {
        this.singular = this.order[j]!;
        return;
      }
    }
  }

  solve(b: Float64Array): void {
    const { size } = this.pattern;
    const { work, pivotRows, order, lower, upper, pivots } = this;
    work.set(b);
    for (let j = 0; j < size; j++) {
      const x = work[pivotRows[j]!]!;
      for (let e = lower.start(j); e < lower.end(j); e++) work[lower.rows[e]!]! -= lower.values[e]! * x;
    }
    for (let j = size - 1; j >= 0; j--) {
      const x = work[pivotRows[j]!]! / pivots[j]!;
      b[order[j]!] = x;
      for (let e = upper.start(j); e < upper.end(j); e++)
        work[pivotRows[upper.rows[e]!]!]! -= upper.values[e]! * x;
    }
  }

  /** The largest entry of each row. */
  private measureRows(jacobian: Float64Array, shift: number): void {
    const { scale } = this;
    const { starts, rows, size } = this.pattern;
    scale.fill(Math.abs(shift));
    for (let j = 0; j < size; j++) {
      for (let e = starts[j]!; e < starts[j + 1]!; e++) {
        const i = rows[e]!;
        const value = i === j ? shift - jacobian[e]! : jacobian[e]!;
        scale[i] = Math.max(scale[i]!, Math.abs(value));
      }
    }
  }

  /** The rows that column j fills, each after those that it reads; found without recursion. */
  private reach(j: number): void {
    const { starts, rows } = this.pattern;
    const column = this.order[j]!;
    this.reached.length = 0;
    this.visit(column, j);
    for (let e = starts[column]!; e < starts[column + 1]!; e++) this.visit(rows[e]!, j);
  }

  private visit(root: number, j: number): void {
    const { mark, stepOf, lower } = this;
    if (mark[root] === j) return;
    mark[root] = j;
    const path = [{ row: root, next: 0 }];
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const step = stepOf[top.row]!;
      const first = step < 0 ? 0 : lower.start(step) + top.next;
      const child = step < 0 || first >= lower.end(step) ? undefined : lower.rows[first]!;
      top.next++;
      if (child === undefined) {
        this.reached.push(top.row);
        path.pop();
      } else if (mark[child] !== j) {
        mark[child] = j;
        path.push({ row: child, next: 0 });
      }
    }
  }

  private spread(j: number, jacobian: Float64Array, shift: number): void {
    const { starts, rows } = this.pattern;
    const column = this.order[j]!;
    for (const row of this.reached) this.work[row] = 0;
    for (let e = starts[column]!; e < starts[column + 1]!; e++) this.work[rows[e]!] = -jacobian[e]!;
    this.work[column]! += shift;
  }

  private subtract(row: number): void {
    const { lower, work } = this;
    const step = this.stepOf[row]!;
    if (step < 0) return;
    const x = work[row]!;
    for (let e = lower.start(step); e < lower.end(step); e++) work[lower.rows[e]!]! -= lower.values[e]! * x;
  }

  /** Takes the pivot of a column and keeps the column; false where it has none. */
  private choose(j: number): boolean {
    const { reached, stepOf, work, scale, lower, upper } = this;
    const size = (row: number) => Math.abs(work[row]!) / scale[row]!;
    const free = reached.filter((row) => stepOf[row]! < 0);
    const largest = free.reduce((best, row) => (size(row) > size(best) ? row : best), free[0] ?? -1);
    if (largest < 0 || !(size(largest) > 0 && Number.isFinite(size(largest)))) return false;
    const column = this.order[j]!;
    const own = stepOf[column]! < 0 && size(column) >= diagonalShare * size(largest);
    const pivot = own ? column : largest;
    for (const row of reached) {
      if (stepOf[row]! >= 0) upper.add(stepOf[row]!, work[row]!);
      else if (row !== pivot) lower.add(row, work[row]! / work[pivot]!);
    }
    upper.close();
    lower.close();
    this.pivots[j] = work[pivot]!;
    this.pivotRows[j] = pivot;
    stepOf[pivot] = j;
    return true;
  }
}
