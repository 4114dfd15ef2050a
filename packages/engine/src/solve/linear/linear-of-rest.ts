import { type SparsePattern, sparsePattern } from "../sparse/sparse-pattern.ts";
import type { LinearProblem } from "../stepper.ts";

/** What is stepped, completed by the states that are exact. */
export interface Completed {
  /** The slots of what is stepped among all that move. */
  readonly stepped: Int32Array;
  /** All that move at a time, where what is stepped is as given; scratch. */
  complete(t: number, rest: Float64Array): Float64Array;
}

/**
 * The derivatives of what is stepped, while exact states move by themselves: to it they are functions of time, so that their
 * motion counts into the drift.
 */
export class LinearOfRest implements LinearProblem {
  readonly pattern: SparsePattern;
  private readonly whole: LinearProblem;
  private readonly completed: Completed;
  /** Of each entry its place among those of the whole. */
  private readonly places: Int32Array;
  /** Entries of the whole that couple what is stepped (`rows`) to exact states (`columns`). */
  private readonly couplings: readonly {
    readonly at: number;
    readonly row: number;
    readonly column: number;
  }[];
  private readonly all: Int32Array;
  private readonly slopes: Float64Array;
  private readonly jacobian: Float64Array;
  private readonly drifts: Float64Array;

  constructor(whole: LinearProblem, completed: Completed) {
    const { stepped } = completed;
    const entries = entriesOf(whole.pattern).flatMap(({ row, column, at }) => {
      const place = stepped.indexOf(row);
      return place < 0 ? [] : [{ row: place, column, at }];
    });
    const own = entries.flatMap(({ row, column, at }) => {
      const place = stepped.indexOf(column);
      return place < 0 ? [] : [{ row, column: place, at }];
    });
    this.whole = whole;
    this.completed = completed;
    this.pattern = sparsePattern(stepped.length, own);
    this.places = Int32Array.from(own, ({ at }) => at);
    this.couplings = entries.filter(({ column }) => !stepped.includes(column));
    this.all = Int32Array.from(stepped.keys());
    this.slopes = new Float64Array(whole.pattern.size);
    this.jacobian = new Float64Array(whole.pattern.rows.length);
    this.drifts = new Float64Array(whole.pattern.size);
  }

  drifting(): Int32Array {
    return this.all;
  }

  fill(t: number, rest: Float64Array, dy: Float64Array, jacobian: Float64Array, drift: Float64Array): void {
    const { completed, couplings, places, slopes } = this;
    const { stepped } = completed;
    this.whole.fill(t, completed.complete(t, rest), slopes, this.jacobian, this.drifts);
    for (let i = 0; i < stepped.length; i++) {
      dy[i] = slopes[stepped[i]!]!;
      drift[i] = this.drifts[stepped[i]!]!;
    }
    for (let e = 0; e < places.length; e++) jacobian[e] = this.jacobian[places[e]!]!;
    for (const { at, row, column } of couplings) drift[row]! += this.jacobian[at]! * slopes[column]!;
  }
}

function entriesOf({ size, starts, rows }: SparsePattern) {
  return Array.from({ length: size }, (_, column) =>
    Array.from(rows.subarray(starts[column], starts[column + 1]), (row, i) => ({
      row,
      column,
      at: starts[column]! + i,
    })),
  ).flat();
}
