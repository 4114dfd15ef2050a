import { type Evaluate, initialStep } from "./initial-step.ts";
import type { StopReason } from "./integrator.ts";
import type { Method } from "./methods/method.ts";
import type { OutputGrid } from "./output-grid.ts";
import { type StepArithmetic, stepArithmetic } from "./step-arithmetic.ts";
import { control, StepControl } from "./step-control.ts";

export interface SolverSettings {
  readonly method: Method;
  readonly absolute: Float64Array;
  readonly relative: number;
  /** Steps allowed between two edges. */
  readonly mostSteps: number;
  /** Asked every few steps; true stops the work. */
  readonly cancelled: () => boolean;
  /** No step is longer, where given. */
  readonly longestStep?: number;
  /**
   * Sees each accepted step with its dense output, before output is given. A time within the step stops the segment
   * there (the reason is then "watched").
   */
  readonly watch?: Watch;
}

type Watch = (from: number, to: number, dense: Dense) => number | undefined;
/** Writes the state at a time within the step. */
export type Dense = (t: number, out: Float64Array) => void;

/** The state and step size that a segment starts from, moved along as it is integrated. */
export interface Walker {
  readonly y: Float64Array;
  step: number;
}

/** Puts the inputs in force at time `t` into `u`. */
export type InputsAt = (t: number) => void;

/**
 * The one adaptive loop, for every explicit method. It runs from one edge to the next, where the right-hand side is
 * smooth. All its arrays are made once; nothing is allocated while it runs.
 */
export class ExplicitSolver {
  steps = 0;
  rejected = 0;
  evaluations = 0;
  /** The time reached by the last segment. */
  time = 0;

  private readonly settings: SolverSettings;
  private readonly evaluate: Evaluate;
  private readonly arithmetic: StepArithmetic;
  private readonly control: StepControl;
  private readonly k: readonly Float64Array[];
  private readonly argument: Float64Array;
  private readonly next: Float64Array;

  constructor(size: number, settings: SolverSettings, evaluate: Evaluate) {
    const { method } = settings;
    this.settings = settings;
    this.evaluate = evaluate;
    this.arithmetic = stepArithmetic(method);
    this.control = new StepControl(method.order);
    this.k = method.c.map(() => new Float64Array(size));
    this.argument = new Float64Array(size);
    this.next = new Float64Array(size);
  }

  /** Moves the walker from `from` to `to`, giving output on the way for every wanted time before `to`. */
  segment(
    walker: Walker,
    from: number,
    to: number,
    grid: OutputGrid,
    u: Float64Array,
    inputsAt: InputsAt,
  ): StopReason {
    this.time = from;
    const stopped = this.begin(walker);
    if (stopped !== "done") return stopped;
    const longest = this.settings.longestStep ?? Number.POSITIVE_INFINITY;
    const last = this.steps + this.rejected + this.settings.mostSteps;
    while (this.time < to) {
      const tries = this.steps + this.rejected;
      if (tries >= last) return "too many steps";
      if (tries % 32 === 0 && this.settings.cancelled()) return "cancelled";
      const t = this.time;
      walker.step = Math.min(walker.step, longest);
      const clipped = t + (1 + 1e-7) * walker.step >= to;
      const h = clipped ? to - t : walker.step;
      const error = this.attempt(t, h, walker.y);
      if (error <= 1) {
        const end = clipped ? to : t + h;
        const stop = this.watched(t, end, h, walker.y);
        this.time = stop ?? end;
        this.giveOutput(grid, t, h, walker.y, u, inputsAt);
        if (stop !== undefined) return this.stopWithin(walker, t, h);
        this.accept(walker, h, error, clipped);
      } else {
        const stuck = this.reject(walker, t, h, error);
        if (stuck !== undefined) return stuck;
      }
    }
    return "done";
  }

  private giveOutput(
    grid: OutputGrid,
    from: number,
    h: number,
    y: Float64Array,
    u: Float64Array,
    inputsAt: InputsAt,
  ): void {
    while (grid.next < this.time) {
      this.arithmetic.dense((grid.next - from) / h, h, y, this.k, this.argument);
      inputsAt(grid.next);
      grid.give(this.argument, u);
    }
  }

  private watched(from: number, to: number, h: number, y: Float64Array): number | undefined {
    return this.settings.watch?.(from, to, (t, out) =>
      this.arithmetic.dense((t - from) / h, h, y, this.k, out),
    );
  }

  private stopWithin(walker: Walker, from: number, h: number): StopReason {
    const theta = (this.time - from) / h;
    this.arithmetic.dense(theta, h, walker.y, this.k, this.next);
    walker.y.set(this.next);
    this.steps++;
    return "watched";
  }

  /** Evaluates the first stage at `time`, and chooses a step where there is none. */
  begin(walker: Walker): StopReason {
    const { method, absolute, relative } = this.settings;
    const { k, time: t } = this;
    this.control.restart();
    this.evaluate(t, walker.y, k[0]!);
    this.evaluations++;
    if (!allFinite(walker.y) || !allFinite(k[0]!)) return "not finite";
    if (walker.step > 0) return "done";
    this.evaluations++;
    walker.step = initialStep(
      this.evaluate,
      method.order,
      t,
      walker.y,
      k[0]!,
      absolute,
      relative,
      this.argument,
      k[1]!,
    );
    return "done";
  }

  /** Fills the stages and the next state of a step; the error as a share of the tolerance. */
  private attempt(t: number, h: number, y: Float64Array): number {
    const { k, arithmetic, argument, next, evaluate } = this;
    const { c } = this.settings.method;
    const { stages } = arithmetic;
    const final = c.length - 1;
    for (let stage = 1; stage < final; stage++) {
      stages[stage]!(h, y, k, argument);
      evaluate(t + c[stage]! * h, argument, k[stage]!);
    }
    stages[final]!(h, y, k, next);
    evaluate(t + h, next, k[final]!);
    this.evaluations += final;
    return arithmetic.errorNorm(h, y, next, k, this.settings.absolute, this.settings.relative);
  }

  /** Why it cannot go on, where the step has become too small to move the time. */
  private reject(walker: Walker, t: number, h: number, error: number): StopReason | undefined {
    this.rejected++;
    walker.step = h * this.control.shrink(error);
    if (t + walker.step / 16 !== t) return undefined;
    return error > 1 ? "step too small" : "not finite";
  }

  /** A step that an edge cut short must not shrink the next one, unless its error asks for it. */
  private accept(walker: Walker, h: number, error: number, clipped: boolean): void {
    this.steps++;
    walker.y.set(this.next);
    this.k[0]!.set(this.k[this.k.length - 1]!);
    const factor = this.control.grow(error);
    const wanted = h * factor;
    const learnt =
      !clipped || h >= 0.5 * walker.step || (wanted < walker.step && factor < control.mostGrowth);
    if (learnt) walker.step = wanted;
  }
}

function allFinite(values: Float64Array): boolean {
  for (let i = 0; i < values.length; i++) if (!Number.isFinite(values[i]!)) return false;
  return true;
}
