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

/**
 * Newton's method with a given Jacobian, damped where a full step makes the residual (its sum of absolute values)
 * worse. Returns a function that writes the unknowns into `y`, beginning with what stands there.
 */
export function newton({ unknowns, residuals, jacobian }: Equations) {
  const n = unknowns.length;
  const matrix = new Float64Array(n * n);
  const step = new Float64Array(n);
  const from = new Float64Array(n);

  return (t: number, y: Float64Array, p: Float64Array, u: Float64Array): Found => {
    const sizeThere = () => residuals(t, y, p, u).reduce((sum, value) => sum + Math.abs(value), 0);
    let size = sizeThere();
    for (let iteration = 0; iteration < mostIterations && size !== 0; iteration++) {
      step.set(residuals(t, y, p, u));
      jacobian(t, y, p, u, matrix);
      const singular = solveLinear(matrix, step);
      if (singular >= 0) return iteration === 0 ? singular : "unsolved";
      unknowns.forEach((slot, i) => {
        from[i] = y[slot]!;
      });
      const next = damped(y, size, sizeThere);
      if (within(relative)) return Number.isFinite(next) ? "solved" : "unsolved";
      if (!(next < size)) return within(resting) ? "solved" : "unsolved";
      size = next;
    }
    return size === 0 ? "solved" : "unsolved";
  };

  /** Moves along the step as far as the residual gets smaller; the residual there, or as it was where nothing helps. */
  function damped(y: Float64Array, size: number, sizeThere: () => number): number {
    for (let share = 1; share > 1e-6; share /= 2) {
      place(y, share);
      const next = sizeThere();
      if (next < size || (share === 1 && within(relative))) return next;
    }
    place(y, 0);
    return size;
  }

  function place(y: Float64Array, share: number): void {
    unknowns.forEach((slot, i) => {
      y[slot] = from[i]! - share * step[i]!;
    });
  }

  /** Whether the step moves each unknown by no more than a share of its size. */
  function within(bound: number): boolean {
    return step.every((part, i) => Math.abs(part) <= bound * Math.max(Math.abs(from[i]!), smallest));
  }
}
