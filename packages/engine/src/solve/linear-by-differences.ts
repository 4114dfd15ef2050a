import type { SparsePattern } from "./sparse/sparse-pattern.ts";
import type { LinearProblem, Problem } from "./stepper.ts";

const half = Math.sqrt(Number.EPSILON);

/**
 * Derivatives by forward differences, for right-hand sides that solve equations of their own, which have no expression
 * to differentiate. Every entry may differ from 0. A state is moved by a share of its size, or of the size at which its
 * absolute tolerance takes over.
 */
export class LinearByDifferences implements LinearProblem {
  readonly pattern: SparsePattern;
  private readonly problem: Omit<Problem, "linear">;
  private readonly all: Int32Array;
  private readonly moved: Float64Array;
  private readonly slope: Float64Array;

  constructor(problem: Omit<Problem, "linear">) {
    const { size } = problem;
    this.problem = problem;
    this.all = Int32Array.from({ length: size }, (_, i) => i);
    this.pattern = {
      size,
      starts: Int32Array.from({ length: size + 1 }, (_, j) => j * size),
      rows: Int32Array.from({ length: size * size }, (_, e) => e % size),
    };
    this.moved = new Float64Array(size);
    this.slope = new Float64Array(size);
  }

  drifting(): Int32Array {
    return this.all;
  }

  fill(t: number, y: Float64Array, dy: Float64Array, jacobian: Float64Array, drift: Float64Array): void {
    const { size, evaluate, absolute, relative } = this.problem;
    const { moved, slope } = this;
    evaluate(t, y, dy);
    const wait = half * Math.max(Math.abs(t), half);
    const later = t + wait;
    evaluate(later, y, slope);
    for (let i = 0; i < size; i++) drift[i] = (slope[i]! - dy[i]!) / (later - t);
    moved.set(y);
    for (let j = 0; j < size; j++) {
      moved[j] = y[j]! + half * Math.max(Math.abs(y[j]!), absolute[j]! / relative);
      evaluate(t, moved, slope);
      const by = moved[j]! - y[j]!;
      for (let i = 0; i < size; i++) jacobian[j * size + i] = (slope[i]! - dy[i]!) / by;
      moved[j] = y[j]!;
    }
  }
}
