import type { SegmentEnd } from "./integrator.ts";
import type { OutputGrid } from "./output-grid.ts";
import type { Stepper } from "./stepper.ts";

export interface LoopSettings {
  /** Steps allowed between two edges. */
  readonly mostSteps: number;
  /** Asked every few steps; true stops the work. */
  readonly cancelled: () => boolean;
}

/**
 * Sees each accepted step with its dense output, before output is given. A time within the step stops the segment
 * there (it ends as "watched").
 */
type Watch = (from: number, to: number, dense: Dense) => number | undefined;
/** Writes the state at a time within the step. */
export type Dense = (t: number, out: Float64Array) => void;

/** The state and step size that a segment starts from, moved along as it is integrated. */
export interface Walker {
  readonly y: Float64Array;
  step: number;
  /** Of an automatic method. */
  mode?: number;
}

/** Puts the inputs in force at time `t` into `u`. */
export type InputsAt = (t: number) => void;

/**
 * The one adaptive loop, for every stepper. It runs from one edge to the next, where the right-hand side is smooth.
 * Nothing is allocated while it runs.
 */
export class AdaptiveLoop {
  steps = 0;
  rejected = 0;
  /** The time reached by the last segment. */
  time = 0;
  /** No step is longer. */
  longest = Number.POSITIVE_INFINITY;

  private readonly settings: LoopSettings;
  private readonly stepper: Stepper;
  private readonly watch: Watch | undefined;
  private readonly between: Float64Array;
  private readonly dense: Dense;
  /** How many tries in all are allowed before the next edge. */
  private last = 0;

  constructor(size: number, stepper: Stepper, settings: LoopSettings, watch?: Watch) {
    this.settings = settings;
    this.watch = watch;
    this.stepper = stepper;
    this.between = new Float64Array(size);
    this.dense = (t, out) => stepper.dense(t, out);
  }

  get suspect(): number | undefined {
    return this.stepper.suspect;
  }

  get evaluations(): number {
    return this.stepper.evaluations;
  }

  /** Allows for `mostSteps` from here on: called at each edge. */
  allow(): void {
    this.last = this.steps + this.rejected + this.settings.mostSteps;
  }

  /** Moves the walker from `from` to `to`, giving output on the way for every wanted time before `to`. */
  segment(
    walker: Walker,
    from: number,
    to: number,
    grid: OutputGrid,
    u: Float64Array,
    inputsAt: InputsAt,
  ): SegmentEnd {
    if (!this.begin(walker, from)) return "not finite";
    const { stepper } = this;
    while (this.time < to) {
      const tries = this.steps + this.rejected;
      if (tries >= this.last) return "too many steps";
      if (tries % 32 === 0 && this.settings.cancelled()) return "cancelled";
      const t = this.time;
      walker.step = Math.min(walker.step, this.longest);
      const clipped = t + (1 + 1e-7) * walker.step >= to;
      const end = clipped ? to : t + walker.step;
      const h = lengthOf(t, end, walker.step);
      const error = stepper.attempt(t, h, walker.y);
      if (error <= 1) {
        const stop = this.watch?.(t, end, this.dense);
        this.time = stop ?? end;
        this.giveOutput(grid, u, inputsAt);
        if (stop !== undefined) return this.stopWithin(walker);
        this.accept(walker, h, error, clipped);
      } else {
        const stuck = this.reject(walker, t, h, error);
        if (stuck !== undefined) return stuck;
      }
    }
    return "done";
  }

  /** Takes up the walker at a time, with the step to try first. False where its slope is not finite. */
  begin(walker: Walker, from: number): boolean {
    this.time = from;
    if (this.stepper.mode !== undefined) this.stepper.mode = walker.mode ?? 0;
    if (!this.stepper.begin(from, walker.y)) return false;
    // The first step may be found by trial and error: let it be one that time can tell.
    walker.step = Math.max(
      this.stepper.firstStep(from, walker.y, walker.step),
      Number.EPSILON * Math.abs(from),
    );
    return true;
  }

  private giveOutput(grid: OutputGrid, u: Float64Array, inputsAt: InputsAt): void {
    while (grid.next < this.time) {
      this.stepper.dense(grid.next, this.between);
      inputsAt(grid.next);
      grid.give(this.between, u);
    }
  }

  private stopWithin(walker: Walker): SegmentEnd {
    this.stepper.dense(this.time, this.between);
    walker.y.set(this.between);
    this.steps++;
    return "watched";
  }

  /** Why it cannot go on, where the step has become too small to move the time. */
  private reject(walker: Walker, t: number, h: number, error: number): SegmentEnd | undefined {
    this.rejected++;
    walker.step = h * this.stepper.reject(error);
    if (t + walker.step / 16 !== t) return undefined;
    return error > 1 ? "step too small" : "not finite";
  }

  /** A step that an edge cut short must not shrink the next one, unless its error asks for it. */
  private accept(walker: Walker, h: number, error: number, clipped: boolean): void {
    this.steps++;
    const { stepper } = this;
    const factor = stepper.accept(walker.y, error, clipped);
    if (stepper.mode !== undefined) walker.mode = stepper.mode;
    const wanted = h * factor;
    const learnt =
      !clipped || h >= 0.5 * walker.step || (wanted < walker.step && factor < stepper.mostGrowth);
    if (learnt) walker.step = wanted;
  }
}

/** Far from 0 times are coarse: a step is as long as the times say, or what it adds is not what time has passed. */
function lengthOf(from: number, end: number, step: number): number {
  return end === from ? step : end - from;
}
