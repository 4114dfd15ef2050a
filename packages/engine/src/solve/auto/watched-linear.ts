import type { SparsePattern } from "../sparse/sparse-pattern.ts";
import type { LinearProblem, Problem } from "../stepper.ts";

/** Keeps the Jacobian that an implicit stepper works with in sight, to tell whether it is still needed. */
export class WatchedLinear implements LinearProblem {
  private readonly linear: LinearProblem;
  private readonly problem: Problem;
  private jacobian: Float64Array = new Float64Array(0);
  private readonly rowSums: Float64Array;

  constructor(problem: Problem) {
    this.problem = problem;
    this.linear = problem.linear();
    this.rowSums = new Float64Array(problem.size);
  }

  get pattern(): SparsePattern {
    return this.linear.pattern;
  }

  drifting(): Int32Array {
    return this.linear.drifting();
  }

  fill(t: number, y: Float64Array, dy: Float64Array, jacobian: Float64Array, drift: Float64Array): void {
    this.linear.fill(t, y, dy, jacobian, drift);
    this.jacobian = jacobian;
  }

  /**
   * A bound of the spectral radius of the last Jacobian: the least of its maximum norms by columns and by rows, each state
   * measured by its tolerance at `y`.
   */
  radius(y: Float64Array): number {
    const { absolute, relative } = this.problem;
    const { starts, rows } = this.pattern;
    const { jacobian, rowSums } = this;
    const weight = (i: number) => absolute[i]! + relative * Math.abs(y[i]!);
    let byColumns = 0;
    rowSums.fill(0);
    for (let j = 0; j < y.length; j++) {
      let sum = 0;
      for (let e = starts[j]!; e < starts[j + 1]!; e++) {
        const size = Math.abs(jacobian[e]!) * (weight(j) / weight(rows[e]!));
        sum += size;
        rowSums[rows[e]!]! += size;
      }
      byColumns = Math.max(byColumns, sum);
    }
    const byRows = rowSums.reduce((most, sum) => Math.max(most, sum), 0);
    return Math.min(byColumns, byRows);
  }
}
