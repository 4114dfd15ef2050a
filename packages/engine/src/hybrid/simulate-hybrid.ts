import { compileKernel } from "../compile/compile-kernel.ts";
import type { Kernel } from "../compile/kernel.ts";
import { failure } from "../errors/registry.ts";
import { AdaptiveLoop, type Dense } from "../solve/adaptive-loop.ts";
import type { SolveStats } from "../solve/integrator.ts";
import { LinearByDifferences } from "../solve/linear-by-differences.ts";
import type { MethodName } from "../solve/methods/method.ts";
import { methods } from "../solve/methods/methods.ts";
import { OutputGrid } from "../solve/output-grid.ts";
import type { LinearProblem, Problem } from "../solve/stepper.ts";
import { firstChange, triggersIn, watchConditions } from "./conditions.ts";
import { EventQueue } from "./event-queue.ts";
import type { HybridSystem } from "./hybrid-system.ts";
import { LinearOfMoving } from "./linear-of-moving.ts";
import { MovingStates } from "./moving-states.ts";
import { Settling } from "./settling.ts";

export interface HybridOptions {
  readonly from: number;
  readonly to: number;
  /** Times of output, ascending. */
  readonly at: Float64Array;
  readonly relative: number;
  readonly absolute: number;
  /** "tsit5" where not given. */
  readonly method?: MethodName;
  /** Steps allowed in all, those that an event cut short among them. */
  readonly mostSteps?: number;
  readonly cancelled?: () => boolean;
}

export interface HybridSolution {
  readonly times: Float64Array;
  /** A column for each output of the system, one value a time: just after whatever happened then. */
  readonly outputs: readonly Float64Array[];
  readonly stats: SolveStats;
}

/** Delays shorter than this share of the whole are taken as this long when steps are chosen. */
const shortestDelayShare = 1e-6;

/**
 * Runs a system with events, delays and constraints. Throws HS131x as `simulate` does, and HS132x for what is
 * particular here, with time and name.
 */
export function simulateHybrid(hybrid: HybridSystem, options: HybridOptions): HybridSolution {
  return new HybridRun(hybrid, options).solve();
}

class HybridRun {
  private readonly hybrid: HybridSystem;
  private readonly options: HybridOptions;
  private readonly kernel: Kernel;
  /** All states at the end of the last segment, settled. */
  private readonly y: Float64Array;
  private readonly p: Float64Array;
  private readonly u: Float64Array;
  private readonly moving: MovingStates;
  private readonly settling: Settling;
  private readonly conditions: ReturnType<typeof watchConditions>;
  private readonly queue: EventQueue;
  private readonly point: Float64Array;

  constructor(hybrid: HybridSystem, options: HybridOptions) {
    const kernel = compileKernel(hybrid.system);
    this.hybrid = hybrid;
    this.options = options;
    this.kernel = kernel;
    this.y = new Float64Array(kernel.states.length);
    this.p = new Float64Array(kernel.parameters.length);
    this.u = new Float64Array(kernel.inputs.length);
    this.point = new Float64Array(kernel.states.length);
    this.moving = new MovingStates(hybrid.system);
    this.conditions = watchConditions(hybrid);
    this.queue = new EventQueue(hybrid);
    kernel.fillParameters(this.p, new Uint8Array(this.p.length));
    kernel.fillInputs(this.u, this.p);
    kernel.fillStarts(this.y, options.from, this.p, this.u);
    this.settling = new Settling(hybrid, options.from, this.y, this.p, this.u);
  }

  solve(): HybridSolution {
    const { from, to, at } = this.options;
    const outputs = this.kernel.outputs.map(() => new Float64Array(at.length));
    const row = new Float64Array(outputs.length);
    const visit = (index: number, t: number, moving: Float64Array) => {
      this.placed(moving, this.point);
      this.settling.everything(t, this.point);
      this.kernel.observe(t, this.point, this.p, this.u, row);
      for (let i = 0; i < outputs.length; i++) outputs[i]![index] = row[i]!;
    };
    const { steps, rejected, evaluations } = this.march(new OutputGrid(at, visit, from, to), from, to);
    return { times: at, outputs, stats: { steps, rejected, evaluations } };
  }

  /** From jump to jump, until the end. */
  private march(grid: OutputGrid, from: number, to: number): AdaptiveLoop {
    const { mostSteps = 1_000_000 } = this.options;
    const solver = this.solver(mostSteps);
    const walker = { y: new Float64Array(this.moving.count), step: 0 };
    const noInputs = () => {};
    let t = from;
    this.happen(t);
    this.moving.gather(this.y, walker.y);
    while (t < to) {
      const goal = Math.min(to, this.queue.next, this.delaysHold(t));
      const reason = solver.segment(walker, t, goal, grid, this.u, noInputs);
      t = solver.time;
      this.moving.scatter(walker.y, this.y);
      if (reason !== "done" && reason !== "watched") throw this.stopped(reason, t);
      if (solver.steps + solver.rejected > mostSteps) throw this.stopped("too many steps", t);
      this.settling.everything(t, this.y);
      this.happen(t);
      this.moving.gather(this.y, walker.y);
    }
    while (grid.next <= to) grid.give(walker.y, this.u);
    return solver;
  }

  /** Delays whose length changes are looked at again before the shortest of them has passed. */
  private delaysHold(t: number): number {
    if (!this.settling.delays.vary) return Number.POSITIVE_INFINITY;
    const { from, to } = this.options;
    return t + Math.max(this.settling.shortestDelay(t, this.y), shortestDelayShare * (to - from));
  }

  private solver(mostSteps: number): AdaptiveLoop {
    const { from, to, relative, absolute, cancelled = () => false } = this.options;
    const constants = new Float64Array(this.kernel.constants);
    const all = new Float64Array(this.y.length);
    const derivatives = new Float64Array(this.y.length);
    const size = this.moving.count;
    const problem = {
      size,
      relative,
      absolute: new Float64Array(size).fill(absolute),
      evaluate: (t: number, moving: Float64Array, rates: Float64Array) => {
        this.placed(moving, all);
        this.settling.whileMoving(t, all);
        this.kernel.fillConstants(constants, this.p, this.u);
        this.kernel.derivatives(t, all, constants, derivatives);
        this.moving.gather(derivatives, rates);
      },
    };
    const stepper = methods[this.options.method ?? "tsit5"]({
      ...problem,
      linear: () => this.linear(problem),
    });
    return new AdaptiveLoop(size, stepper, {
      mostSteps,
      cancelled,
      longestStep: Math.min(this.settling.shortestDelay(from, this.y), (to - from) / 10),
      watch: (start, end, dense) => this.watch(start, end, dense),
    });
  }

  /** What constraints and delays make of the right-hand side has no expression. */
  private linear(problem: Omit<Problem, "linear">): LinearProblem {
    if (this.hybrid.unknowns.length > 0 || this.settling.delays.steer)
      return new LinearByDifferences(problem);
    const place = (moving: Float64Array, all: Float64Array) => this.placed(moving, all);
    return new LinearOfMoving(this.kernel, this.moving, place, this.p, this.u);
  }

  /** All states where the moving ones are these. */
  private placed(moving: Float64Array, all: Float64Array): void {
    all.set(this.y);
    this.moving.scatter(moving, all);
  }

  /** Stops a step where a trigger changes, and keeps what delays will ask for. */
  private watch(from: number, to: number, dense: Dense): number | undefined {
    const moving = new Float64Array(this.moving.count);
    const stateAt = (t: number, out: Float64Array) => {
      dense(t, moving);
      this.placed(moving, out);
    };
    const stop = this.hybrid.events.length > 0 ? this.change(from, to, stateAt) : undefined;
    this.settling.remember(from, stop ?? to, stateAt);
    return stop;
  }

  private change(from: number, to: number, stateAt: Dense): number | undefined {
    const observe = (t: number) => {
      stateAt(t, this.point);
      this.settling.whileMoving(t, this.point);
      return this.conditions.observe(t, this.point, this.p, this.u);
    };
    return firstChange(this.conditions, observe, from, to, this.queue.triggers);
  }

  private happen(t: number): void {
    if (this.hybrid.events.length === 0) return;
    const { conditions, p, settling, u, y } = this;
    const triggers = (now: number) => triggersIn(conditions, conditions.observe(now, y, p, u));
    this.queue.process(t, { y, p, u, triggers, settle: (now) => settling.afterJump(now, y) });
  }

  private stopped(reason: string, time: number) {
    const state =
      this.kernel.states.find((_, i) => !Number.isFinite(this.y[i]!)) ?? this.kernel.states[0] ?? "";
    if (reason === "not finite") return failure("HS1310", { time, state });
    if (reason === "step too small") return failure("HS1311", { time, state });
    return reason === "cancelled" ? failure("HS1313", { time }) : failure("HS1312", { time, state });
  }
}
