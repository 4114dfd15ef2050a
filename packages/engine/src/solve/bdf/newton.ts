import { allFinite } from "../all-finite.ts";
import { ShiftedSolver } from "../sparse/shifted-solver.ts";
import { rootMeanSquare } from "../root-mean-square.ts";
import type { LinearProblem, Problem } from "../stepper.ts";

const mostIterations = 4;
/** A change of less than this share of the tolerance is the end, or only rounding, whatever the rate. */
const negligible = 1e-3;

/** "no way": not with this step; "not finite": a derivative was not a number. */
type Ending = "converged" | "no way" | "not finite";

/**
 * Solves c·f(t, y) = pull + (y − predicted) by simplified Newton iterations with an exact Jacobian, which is kept until it no
 * longer serves.
 */
export class Newton {
  evaluations = 0;
  /** How many the last solution took. */
  iterations = 0;
  readonly y: Float64Array;
  /** From the prediction to the solution. */
  readonly correction: Float64Array;
  private readonly problem: Problem;
  private readonly linear: LinearProblem;
  private readonly solver: ShiftedSolver;
  private readonly jacobian: Float64Array;
  private readonly slope: Float64Array;
  private readonly drift: Float64Array;
  private readonly change: Float64Array;
  private readonly tolerance: number;
  /** Whether the Jacobian is that of the step at hand, and for which c it is factored. */
  private isCurrent = false;
  private factored = 0;

  constructor(problem: Problem) {
    const { size, relative } = problem;
    this.problem = problem;
    this.linear = problem.linear();
    this.solver = new ShiftedSolver(this.linear.pattern);
    this.jacobian = new Float64Array(this.linear.pattern.rows.length);
    this.y = new Float64Array(size);
    this.correction = new Float64Array(size);
    this.slope = new Float64Array(size);
    this.drift = new Float64Array(size);
    this.change = new Float64Array(size);
    this.tolerance = Math.max((10 * Number.EPSILON) / relative, Math.min(0.03, Math.sqrt(relative)));
  }

  /** Takes up a state; its slope, which is scratch. */
  start(t: number, y: Float64Array): Float64Array {
    this.solver.restart();
    this.linearise(t, y);
    return this.slope;
  }

  /** After an accepted step the Jacobian is one of the past. */
  passed(): void {
    this.isCurrent = false;
  }

  solve(t: number, c: number, predicted: Float64Array, pull: Float64Array): Ending {
    for (;;) {
      const ending = this.iterate(t, c, predicted, pull);
      if (ending === "converged" || this.isCurrent) return ending;
      this.linearise(t, predicted);
      if (allFinite(this.jacobian)) continue;
      this.isCurrent = false;
      return "not finite";
    }
  }

  private linearise(t: number, y: Float64Array): void {
    this.linear.fill(t, y, this.slope, this.jacobian, this.drift);
    this.evaluations++;
    this.isCurrent = true;
    this.factored = 0;
  }

  private iterate(t: number, c: number, predicted: Float64Array, pull: Float64Array): Ending {
    const { y, correction, change, slope, problem } = this;
    y.set(predicted);
    correction.fill(0);
    let before = 0;
    for (let iteration = 0; iteration < mostIterations; iteration++) {
      problem.evaluate(t, y, slope);
      this.evaluations++;
      for (let i = 0; i < y.length; i++) change[i] = slope[i]! - (pull[i]! + correction[i]!) / c;
      if (!allFinite(change)) return "not finite";
      if (!this.eliminate(c)) return "no way";
      const size = rootMeanSquare(change, predicted, predicted, problem);
      const rate = iteration === 0 ? Number.NaN : size / before;
      const left = rate ** (mostIterations - iteration) / (1 - rate);
      const isLost = rate >= 1 || left * size > this.tolerance;
      if (isLost && size >= negligible * this.tolerance) return "no way";
      for (let i = 0; i < y.length; i++) {
        y[i] = y[i]! + change[i]!;
        correction[i] = correction[i]! + change[i]!;
      }
      this.iterations = iteration + 1;
      const isSmall = size < negligible * this.tolerance;
      if (isSmall || (rate / (1 - rate)) * size < this.tolerance) return "converged";
      before = size;
    }
    return "no way";
  }

  /** change ← W⁻¹·change, W = 1/c − J. */
  private eliminate(c: number): boolean {
    const { solver, change } = this;
    if (this.factored === c) {
      solver.solve(change);
      return true;
    }
    solver.factor(this.jacobian, 1 / c);
    this.factored = c;
    return solver.prove(change) < 0;
  }
}
