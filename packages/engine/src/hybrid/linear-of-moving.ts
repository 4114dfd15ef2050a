import { type SparsePattern, sparsePattern } from "../solve/sparse/sparse-pattern.ts";
import type { LinearProblem } from "../solve/stepper.ts";
import type { MovingStates } from "./moving-states.ts";

/** The exact derivatives of a hybrid system by its moving states; it has neither constraints nor delays that steer. */
export class LinearOfMoving implements LinearProblem {
  readonly pattern: SparsePattern;
  /** That of all states. */
  private readonly whole: LinearProblem;
  /** Of each entry its place among those of all states. */
  private readonly places: Int32Array;
  private readonly moving: MovingStates;
  private readonly place: (moving: Float64Array, all: Float64Array) => void;
  private readonly y: Float64Array;
  private readonly slopes: Float64Array;
  private readonly jacobian: Float64Array;
  private readonly drifts: Float64Array;

  constructor(
    whole: LinearProblem,
    moving: MovingStates,
    place: (moving: Float64Array, all: Float64Array) => void,
  ) {
    const { size, rows } = whole.pattern;
    const kept = entriesOfMoving(whole.pattern, moving);
    this.whole = whole;
    this.moving = moving;
    this.place = place;
    this.pattern = sparsePattern(moving.count, kept);
    this.places = Int32Array.from(kept, ({ at }) => at);
    this.y = new Float64Array(size);
    this.slopes = new Float64Array(size);
    this.jacobian = new Float64Array(rows.length);
    this.drifts = new Float64Array(size);
  }

  drifting(): Int32Array {
    return this.whole.drifting().map((state) => this.moving.place(state));
  }

  fill(t: number, y: Float64Array, dy: Float64Array, jacobian: Float64Array, drift: Float64Array): void {
    const { whole, places } = this;
    this.place(y, this.y);
    whole.fill(t, this.y, this.slopes, this.jacobian, this.drifts);
    this.moving.gather(this.slopes, dy);
    this.moving.gather(this.drifts, drift);
    for (let e = 0; e < places.length; e++) jacobian[e] = this.jacobian[places[e]!]!;
  }
}

/** The entries between moving states, by their places among these. A state that does not move has an empty row. */
function entriesOfMoving({ size, starts, rows }: SparsePattern, moving: MovingStates) {
  return Array.from({ length: size }, (_, j) => j).flatMap((j) => {
    const column = moving.place(j);
    if (column < 0) return [];
    return Array.from(rows.subarray(starts[j], starts[j + 1]), (row, i) => ({
      row: moving.place(row),
      column,
      at: starts[j]! + i,
    }));
  });
}
