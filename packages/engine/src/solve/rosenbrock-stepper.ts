import { allFinite } from "./all-finite.ts";
import { initialStep } from "./initial-step.ts";
import type { RosenbrockMethod } from "./methods/rosenbrock-method.ts";
import { ShiftedSolver } from "./sparse/shifted-solver.ts";
import { type StepArithmetic, stepArithmetic, type Weights } from "./step-arithmetic.ts";
import { control, StepControl } from "./step-control.ts";
import type { LinearProblem, Problem, Stepper } from "./stepper.ts";

/** A shorter step is taken as this long: it moves no state either, and its inverse is finite. */
export const shortestStep = 2 ** -960;

/**
 * Every Rosenbrock method: an exact Jacobian a step, one factoring of it an attempt, and a solve a stage. Its arrays
 * are made once.
 */
export class RosenbrockStepper implements Stepper {
  readonly mostGrowth = control.mostGrowth;
  readonly degree: number;
  evaluations = 0;
  private readonly method: RosenbrockMethod;
  private readonly problem: Problem;
  private readonly linear: LinearProblem;
  private readonly solver: ShiftedSolver;
  private readonly arithmetic: StepArithmetic;
  private readonly control: StepControl;
  private readonly u: readonly Float64Array[];
  private readonly slope: Float64Array;
  private readonly jacobian: Float64Array;
  private readonly drift: Float64Array;
  private readonly argument: Float64Array;
  private readonly next: Float64Array;
  /** Whether slope, Jacobian and drift are those of the state that is tried from. */
  private known = false;
  suspect: number | undefined;
  private drifting: Int32Array = new Int32Array(0);
  /** Of the last attempt. */
  private t = 0;
  private h = 0;
  private y: Float64Array;

  constructor(method: RosenbrockMethod, problem: Problem) {
    const { size } = problem;
    this.method = method;
    this.degree = Math.max(...method.dense.map((row) => row.length));
    this.problem = problem;
    this.linear = problem.linear();
    this.solver = new ShiftedSolver(this.linear.pattern);
    this.arithmetic = stepArithmetic(rowsOf(method));
    this.control = new StepControl(method.order);
    this.u = method.c.map(() => new Float64Array(size));
    this.slope = new Float64Array(size);
    this.jacobian = new Float64Array(this.linear.pattern.rows.length);
    this.drift = new Float64Array(size);
    this.argument = new Float64Array(size);
    this.next = new Float64Array(size);
    this.y = this.next;
  }

  begin(t: number, y: Float64Array): boolean {
    this.suspect = undefined;
    this.control.restart();
    this.solver.restart();
    this.drifting = this.linear.drifting();
    this.linearise(t, y);
    return allFinite(y) && allFinite(this.slope);
  }

  firstStep(t: number, y: Float64Array, kept: number): number {
    if (kept > 0) return kept;
    this.evaluations++;
    return initialStep(this.problem, this.method.order, t, y, this.slope, this.argument, this.next);
  }

  attempt(t: number, wanted: number, y: Float64Array): number {
    const { method, arithmetic, problem, solver, u } = this;
    const stages = u.length;
    const h = Math.max(wanted, shortestStep);
    this.t = t;
    this.h = h;
    this.y = y;
    if (!this.known) this.linearise(t, y);
    solver.factor(this.jacobian, 1 / (method.gamma * h));
    u[0]!.set(this.slope);
    this.addDrift(0, h);
    const unsolved = solver.prove(u[0]!);
    if (unsolved >= 0) return this.fail(unsolved);
    for (let stage = 1; stage < stages; stage++) {
      const right = u[stage]!;
      arithmetic.stages[stage]!(1, y, u, this.argument);
      problem.evaluate(t + method.c[stage]! * h, this.argument, right);
      arithmetic.stages[stages + stage]!(1 / h, right, u, right);
      this.addDrift(stage, h);
      solver.solve(right);
    }
    this.evaluations += stages - 1;
    arithmetic.stages[stages]!(1, y, u, this.next);
    return arithmetic.errorNorm(1, y, this.next, u, problem.absolute, problem.relative);
  }

  accept(y: Float64Array, error: number): number {
    y.set(this.next);
    this.known = false;
    return this.control.grow(error);
  }

  reject(error: number): number {
    return this.control.shrink(error);
  }

  dense(t: number, out: Float64Array): void {
    this.arithmetic.dense((t - this.t) / this.h, 1, this.y, this.u, out);
  }

  private linearise(t: number, y: Float64Array): void {
    this.linear.fill(t, y, this.slope, this.jacobian, this.drift);
    this.evaluations++;
    this.known = true;
  }

  private addDrift(stage: number, h: number): void {
    const weight = this.method.drift[stage]!;
    if (weight === 0) return;
    const { drift, drifting } = this;
    const right = this.u[stage]!;
    for (let i = 0; i < drifting.length; i++) {
      const state = drifting[i]!;
      right[state] = right[state]! + h * weight * drift[state]!;
    }
  }

  /** A step at which the equations have no solution is too long; one at which they are not finite failed. */
  private fail(unsolved: number): number {
    const broken = this.jacobian.findIndex((value) => !Number.isFinite(value));
    this.suspect = broken < 0 ? unsolved : this.linear.pattern.rows[broken];
    return broken < 0 && allFinite(this.slope) ? Number.POSITIVE_INFINITY : Number.NaN;
  }
}

const known = new WeakMap<RosenbrockMethod, Weights>();

/** All sums of stages that a method takes: arguments, the step (in place of an argument's row), couplings. */
function rowsOf(method: RosenbrockMethod): Weights {
  const rows = known.get(method) ?? {
    a: [...method.a, method.weights, ...method.coupling.slice(1)],
    error: method.error,
    dense: method.dense,
  };
  known.set(method, rows);
  return rows;
}
