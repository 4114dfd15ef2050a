import { compileKernel } from "../compile/compile-kernel.ts";
import { failure } from "../errors/registry.ts";
import { ExplicitSolver } from "../solve/explicit-solver.ts";
import { tsit5 } from "../solve/methods/tsit5.ts";
import { OutputGrid } from "../solve/output-grid.ts";
import { firstChange, watchConditions } from "./conditions.ts";
import { constraintSolver } from "./constraints.ts";
import { Delays } from "./delays.ts";
import { EventQueue } from "./event-queue.ts";
import { History } from "./history.ts";
import type { HybridSystem } from "./hybrid-system.ts";
import { relaxation } from "./relaxation.ts";

export interface HybridOptions {
  readonly from: number;
  readonly to: number;
  /** Times of output, ascending. */
  readonly at: Float64Array;
  readonly relative: number;
  readonly absolute: number;
  readonly mostSteps?: number;
  readonly cancelled?: () => boolean;
}

export interface HybridSolution {
  readonly times: Float64Array;
  /** A column for each output of the system, one value a time: just after whatever happened then. */
  readonly outputs: readonly Float64Array[];
}

/**
 * Runs a system with events, delays and constraints. Throws HS131x as `simulate` does, and HS132x for what is
 * particular here, with time and name.
 */
export function simulateHybrid(hybrid: HybridSystem, options: HybridOptions): HybridSolution {
  const run = new HybridRun(hybrid, options);
  return run.solve();
}

class HybridRun {
  private readonly hybrid: HybridSystem;
  private readonly options: HybridOptions;
  private readonly kernel: ReturnType<typeof compileKernel>;
  private readonly y: Float64Array;
  private readonly p: Float64Array;
  private readonly u: Float64Array;
  private readonly constants: Float64Array;
  private readonly point: Float64Array;
  private readonly constrain: ReturnType<typeof constraintSolver>;
  private readonly relaxation: ReturnType<typeof constraintSolver>;
  private readonly delays: Delays;
  private readonly conditions: ReturnType<typeof watchConditions>;
  private readonly queue: EventQueue;
  private history: History;
  private refreshDelays: ReturnType<Delays["refresh"]>;

  constructor(hybrid: HybridSystem, options: HybridOptions) {
    const kernel = compileKernel(hybrid.system);
    this.hybrid = hybrid;
    this.options = options;
    this.kernel = kernel;
    this.y = new Float64Array(kernel.states.length);
    this.p = new Float64Array(kernel.parameters.length);
    this.u = new Float64Array(kernel.inputs.length);
    this.constants = new Float64Array(kernel.constants);
    this.point = new Float64Array(kernel.states.length);
    this.constrain = constraintSolver(hybrid);
    this.relaxation = relaxation(hybrid);
    this.delays = new Delays(hybrid);
    this.conditions = watchConditions(hybrid);
    this.queue = new EventQueue(hybrid);
    kernel.fillParameters(this.p, new Uint8Array(this.p.length));
    kernel.fillInputs(this.u, this.p);
    kernel.fillStarts(this.y, options.from, this.p, this.u);
    this.history = new History(this.y, Number.POSITIVE_INFINITY);
    this.refreshDelays = this.delays.refresh(this.history, options.from);
  }

  solve(): HybridSolution {
    const { from, to, at } = this.options;
    this.relax(from, this.y);
    this.history = new History(this.y, 2 * this.delays.times(from, this.y, this.p, this.u).longest);
    this.refreshDelays = this.delays.refresh(this.history, from);
    const outputs = this.kernel.outputs.map(() => new Float64Array(at.length));
    const row = new Float64Array(outputs.length);
    const grid = new OutputGrid(
      at,
      (index, t, y) => {
        this.point.set(y);
        this.settle(t, this.point);
        this.kernel.observe(t, this.point, this.p, this.u, row);
        for (let i = 0; i < outputs.length; i++) outputs[i]![index] = row[i]!;
      },
      from,
      to,
    );
    this.march(grid, from, to);
    return { times: at, outputs };
  }

  private march(grid: OutputGrid, from: number, to: number): void {
    const solver = this.solver();
    const walker = { y: this.y, step: 0 };
    let t = from;
    this.happen(t);
    while (t < to) {
      const goal = Math.min(to, this.queue.next);
      const reason = solver.segment(walker, t, goal, grid, this.u, () => {});
      t = solver.time;
      if (reason !== "done" && reason !== "watched") throw this.stopped(reason, t);
      this.settle(t, this.y);
      this.happen(t);
    }
    while (grid.next <= to) grid.give(this.y, this.u);
  }

  private solver(): ExplicitSolver {
    const { relative, absolute, mostSteps = 1_000_000, cancelled = () => false } = this.options;
    const { shortest } = this.delays.times(this.options.from, this.y, this.p, this.u);
    const settled = new Float64Array(this.y.length);
    return new ExplicitSolver(
      this.y.length,
      {
        method: tsit5,
        relative,
        absolute: new Float64Array(this.y.length).fill(absolute),
        mostSteps,
        cancelled,
        longestStep: Math.min(shortest, (this.options.to - this.options.from) / 10),
        watch: (from, to, dense) => this.watch(from, to, dense),
      },
      (t, y, dy) => {
        settled.set(y);
        this.settle(t, settled);
        this.kernel.fillConstants(this.constants, this.p, this.u);
        this.kernel.derivatives(t, settled, this.constants, dy);
      },
    );
  }

  /** Stops a step where a trigger changes, and keeps what delays will ask for. */
  private watch(from: number, to: number, dense: (t: number, out: Float64Array) => void): number | undefined {
    let stop: number | undefined;
    if (this.hybrid.events.length > 0) {
      const at = (t: number) => {
        dense(t, this.point);
        this.settle(t, this.point);
        return this.conditions.observe(t, this.point, this.p, this.u);
      };
      stop = firstChange(this.conditions, at, from, to, this.queue.triggers);
    }
    if (this.delays.any) this.history.add(from, stop ?? to, dense);
    return stop;
  }

  private happen(t: number): void {
    if (this.hybrid.events.length === 0) return;
    this.queue.process(t, {
      y: this.y,
      p: this.p,
      u: this.u,
      triggers: (now) =>
        this.conditions.observe(now, this.y, this.p, this.u).subarray(this.conditions.comparisons),
      settle: (now) => this.relax(now, this.y),
    });
  }

  /** After a jump: the unknowns go where the relaxing constraints lead them. */
  private relax(t: number, y: Float64Array): void {
    if (this.delays.any) this.refreshDelays(t, y, this.p, this.u);
    this.relaxation(t, y, this.p, this.u);
    this.settle(t, y);
  }

  /** Constraints hold and delayed inputs are those of this time. */
  private settle(t: number, y: Float64Array): void {
    this.constrain(t, y, this.p, this.u);
    if (!this.delays.any) return;
    this.refreshDelays(t, y, this.p, this.u);
    this.constrain(t, y, this.p, this.u);
  }

  private stopped(reason: string, t: number) {
    const state =
      this.kernel.states.find((_, i) => !Number.isFinite(this.y[i]!)) ?? this.kernel.states[0] ?? "";
    if (reason === "not finite") return failure("HS1310", { time: t, state });
    if (reason === "step too small") return failure("HS1311", { time: t, state });
    return reason === "cancelled" ? failure("HS1313", { time: t }) : failure("HS1312", { time: t, state });
  }
}
