import { allFinite } from "./all-finite.ts";
import { initialStep } from "./initial-step.ts";
import type { Method } from "./methods/method.ts";
import { type StepArithmetic, stepArithmetic, type Weights } from "./step-arithmetic.ts";
import { control, StepControl } from "./step-control.ts";
import type { Problem, Stepper } from "./stepper.ts";

/** Every explicit Runge–Kutta pair. Its arrays are made once; nothing is allocated while it runs. */
export class ExplicitStepper implements Stepper {
  readonly mostGrowth = control.mostGrowth;
  readonly degree: number;
  evaluations = 0;
  private readonly method: Method;
  private readonly problem: Problem;
  private readonly arithmetic: StepArithmetic;
  private readonly control: StepControl;
  private readonly k: readonly Float64Array[];
  private readonly argument: Float64Array;
  private readonly next: Float64Array;
  /** Of the last attempt. */
  private t = 0;
  private h = 0;
  private y: Float64Array;
  /** Whether the stages that only dense output needs are there. */
  private isComplete = true;

  constructor(method: Method, problem: Problem) {
    const { size } = problem;
    this.method = method;
    this.degree = Math.max(...method.dense.map((row) => row.length));
    this.problem = problem;
    this.arithmetic = stepArithmetic(rowsOf(method));
    this.control = new StepControl(method.order);
    this.k = rowsOf(method).a.map(() => new Float64Array(size));
    this.argument = new Float64Array(size);
    this.next = new Float64Array(size);
    this.y = this.next;
  }

  begin(t: number, y: Float64Array): boolean {
    this.control.restart();
    this.problem.evaluate(t, y, this.k[0]!);
    this.evaluations++;
    return allFinite(y) && allFinite(this.k[0]!);
  }

  firstStep(t: number, y: Float64Array, kept: number): number {
    if (kept > 0) return kept;
    this.evaluations++;
    return initialStep(this.problem, this.method.order, t, y, this.k[0]!, this.argument, this.k[1]!);
  }

  attempt(t: number, h: number, y: Float64Array): number {
    const { k, argument, next, problem, method } = this;
    this.t = t;
    this.h = h;
    this.y = y;
    this.isComplete = method.further === undefined;
    this.evaluations += method.c.length - 1;
    const whole = problem.whole?.(method);
    return whole === undefined ? this.staged(t, h, y) : whole(t, h, y, k, argument, next);
  }

  private staged(t: number, h: number, y: Float64Array): number {
    const { k, arithmetic, argument, next, problem, method } = this;
    const { c } = method;
    const { stages } = arithmetic;
    const final = c.length - 1;
    for (let stage = 1; stage < final; stage++) {
      stages[stage]!(h, y, k, argument);
      problem.evaluate(t + c[stage]! * h, argument, k[stage]!);
    }
    stages[final]!(h, y, k, next);
    problem.evaluate(t + h, next, k[final]!);
    return arithmetic.errorNorm(h, y, next, k, problem.absolute, problem.relative);
  }

  accept(y: Float64Array, error: number): number {
    const { next } = this;
    const [first, last] = [this.k[0]!, this.k[this.method.c.length - 1]!];
    for (let i = 0; i < next.length; i++) {
      y[i] = next[i]!;
      first[i] = last[i]!;
    }
    return this.control.grow(error);
  }

  reject(error: number): number {
    return this.control.shrink(error);
  }

  dense(t: number, out: Float64Array): void {
    if (!this.isComplete) this.complete();
    this.arithmetic.dense((t - this.t) / this.h, this.h, this.y, this.k, out);
  }

  /**
   * Of the last attempt: its length times an estimate of the Jacobian's largest eigenvalue, from the last two stages, both at the
   * step's end. Only for pairs whose dense output takes no further stages.
   */
  stiffness(): number {
    const { k, argument, next, problem } = this;
    const last = this.method.c.length - 1;
    const [slope, before] = [k[last]!, k[last - 1]!];
    let above = 0;
    let below = 0;
    for (let i = 0; i < next.length; i++) {
      const share = 1 / (problem.absolute[i]! + problem.relative * Math.abs(next[i]!));
      const turn = (slope[i]! - before[i]!) * share;
      const move = (next[i]! - argument[i]!) * share;
      above += turn * turn;
      below += move * move;
    }
    return below > 0 ? this.h * Math.sqrt(above / below) : 0;
  }

  private complete(): void {
    const { k, argument, problem, t, h, y } = this;
    const { c, further } = this.method;
    this.isComplete = true;
    further?.c.forEach((share, i) => {
      const stage = c.length + i;
      this.arithmetic.stages[stage]!(h, y, k, argument);
      problem.evaluate(t + share * h, argument, k[stage]!);
    });
  }
}

const known = new WeakMap<Method, Weights>();

/** The stages of the step, then those that only dense output needs. */
function rowsOf(method: Method): Weights {
  if (method.further === undefined) return method;
  const rows = known.get(method) ?? { ...method, a: [...method.a, ...method.further.a] };
  known.set(method, rows);
  return rows;
}
