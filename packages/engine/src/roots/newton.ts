import { solveLinear } from "./solve-linear.ts";

/** Equations of some entries of `y`, at a point (t, y; p, u). What the functions return or fill is scratch. */
export interface Equations {
  /** Places in `y` of the unknowns. */
  readonly unknowns: readonly number[];
  /** One an unknown; 0 where the equation holds. */
  residuals(t: number, y: Float64Array, p: Float64Array, u: Float64Array): Float64Array;
  /** Fills the row-major matrix d residual / d unknown. */
  jacobian(t: number, y: Float64Array, p: Float64Array, u: Float64Array, matrix: Float64Array): void;
}

/** "solved", "unsolved", or the index of an unknown that the equations do not determine where it began. */
export type Found = "solved" | "unsolved" | number;

const mostIterations = 60;
const relative = 1e-13;
/** Where no step makes the residual smaller, one as small as this says that it is as small as rounding lets it be. */
const resting = 1e-6;
const smallest = 1e-6;

/** A point, but for the unknowns in `y`: (t, y; p, u). */
type Point = readonly [t: number, y: Float64Array, p: Float64Array, u: Float64Array];

/**
 * Newton's method with a given Jacobian, damped where a full step makes the residual (its sum of absolute values)
 * worse. Returns a function that writes the unknowns into `y`, beginning with what stands there.
 */
export function newton(equations: Equations): (...at: Point) => Found {
  const search = new Search(equations);
  return (...at) => search.solve(at);
}

class Search {
  private readonly equations: Equations;
  private readonly matrix: Float64Array;
  private readonly step: Float64Array;
  private readonly from: Float64Array;

  constructor(equations: Equations) {
    const n = equations.unknowns.length;
    this.equations = equations;
    this.matrix = new Float64Array(n * n);
    this.step = new Float64Array(n);
    this.from = new Float64Array(n);
  }

  solve(at: Point): Found {
    let size = this.size(at);
    for (let iteration = 0; iteration < mostIterations && size !== 0; iteration++) {
      const singular = this.aim(at);
      if (singular >= 0) return iteration === 0 ? singular : "unsolved";
      const next = this.move(at, size);
      if (this.within(relative)) return Number.isFinite(next) ? "solved" : "unsolved";
      if (!(next < size)) return this.within(resting) ? "solved" : "unsolved";
      size = next;
    }
    return size === 0 ? "solved" : "unsolved";
  }

  private size(at: Point): number {
    return this.equations.residuals(...at).reduce((sum, value) => sum + Math.abs(value), 0);
  }

  /** Sets the step; the index of an unknown without a pivot, or −1. */
  private aim(at: Point): number {
    const { equations, step, from, matrix } = this;
    const y = at[1];
    equations.unknowns.forEach((slot, i) => {
      from[i] = y[slot]!;
    });
    step.set(equations.residuals(...at));
    equations.jacobian(...at, matrix);
    return solveLinear(matrix, step);
  }

  /** Moves along the step as far as the residual gets smaller; the residual there, or as it was where nothing helps. */
  private move(at: Point, size: number): number {
    for (let share = 1; share > 1e-6; share /= 2) {
      this.place(at[1], share);
      const next = this.size(at);
      if (next < size || (share === 1 && this.within(relative))) return next;
    }
    this.place(at[1], 0);
    return size;
  }

  private place(y: Float64Array, share: number): void {
    this.equations.unknowns.forEach((slot, i) => {
      y[slot] = this.from[i]! - share * this.step[i]!;
    });
  }

  /** Whether the step moves each unknown by no more than a share of its size. */
  private within(bound: number): boolean {
    return this.step.every(
      (part, i) => Math.abs(part) <= bound * Math.max(Math.abs(this.from[i]!), smallest),
    );
  }
}
