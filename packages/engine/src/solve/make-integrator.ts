import type { Kernel } from "../compile/kernel.ts";
import { failure } from "../errors/registry.ts";
import type { DoseSpec } from "../model/model-spec.ts";
import { AdaptiveLoop, type LoopSettings } from "./adaptive-loop.ts";
import { bindSchedule } from "./bind-schedule.ts";
import type { BoundSchedule } from "./bound-schedule.ts";
import { firstAtLeast } from "./input-timeline.ts";
import { InputsInForce } from "./inputs-in-force.ts";
import type { Advance, Integrator, Member, Opening, Tolerance, Visit } from "./integrator.ts";
import { LinearInForce } from "./linear-in-force.ts";
import type { MethodName } from "./methods/method.ts";
import { methods } from "./methods/methods.ts";
import { OutputGrid } from "./output-grid.ts";
import type { Schedule } from "./schedule.ts";

export interface IntegratorOptions {
  /** Relative 1e-6 and absolute 1e-8 where not given. */
  readonly tolerance?: Tolerance;
  /** "tsit5" where not given. */
  readonly method?: MethodName;
  /** How the model takes its doses; needed for schedules with doses. */
  readonly doses?: Readonly<Record<string, DoseSpec>>;
  /** Steps allowed between two edges of the schedule, 100,000 where not given. */
  readonly mostSteps?: number;
  /** Asked every few steps; true stops with the reason "cancelled". */
  readonly cancelled?: () => boolean;
}

const noTimes = new Float64Array(0);
const noVisit: Visit = () => {};

/** An integrator for the members of one kernel. It holds scratch space: one per worker, not shared between callbacks. */
export function integrator(kernel: Kernel, options: IntegratorOptions = {}): Integrator {
  return new ScheduledIntegrator(kernel, options);
}

class ScheduledIntegrator implements Integrator {
  private readonly kernel: Kernel;
  private readonly doses: Readonly<Record<string, DoseSpec>>;
  private readonly loop: AdaptiveLoop;
  private readonly inputs: InputsInForce;

  constructor(kernel: Kernel, options: IntegratorOptions) {
    const inputs = new InputsInForce(kernel);
    this.kernel = kernel;
    this.doses = options.doses ?? {};
    this.inputs = inputs;
    const settings = solverSettings(kernel, options);
    const size = kernel.states.length;
    const evaluate = (t: number, y: Float64Array, dy: Float64Array) => {
      if (inputs.vary) inputs.refresh(t);
      kernel.derivatives(t, y, inputs.constants, dy);
    };
    const linear = () => new LinearInForce(kernel, inputs);
    const problem = { ...settings, size, evaluate, linear };
    this.loop = new AdaptiveLoop(size, methods[settings.method](problem), settings);
  }

  get stats() {
    const { steps, rejected, evaluations } = this.loop;
    return { steps, rejected, evaluations };
  }

  bind(schedule: Schedule): BoundSchedule {
    return bindSchedule(schedule, { ...this.kernel, doses: this.doses });
  }

  advance(
    member: Member,
    schedule: BoundSchedule,
    from: number,
    to: number,
    at: Float64Array = noTimes,
    visit: Visit = noVisit,
  ): Advance {
    if (!(from <= to)) throw failure("HS1306", { from, to });
    const { edges } = schedule;
    const { inputs, loop } = this;
    const grid = new OutputGrid(at, visit, from, to);
    const inputsAt = (t: number) => inputs.at(t);
    inputs.start(member, schedule, from);
    let edge = firstAtLeast(edges, from);
    for (let t = from; t < to; ) {
      if (edges[edge] === t) {
        this.jump(member, schedule, t);
        edge++;
      }
      inputs.enter(t);
      const end = Math.min(edges[edge] ?? to, to);
      const reason = loop.segment(member, t, end, grid, inputs.u, inputsAt);
      if (reason !== "done") return { reason, time: loop.time };
      t = end;
    }
    inputs.at(to);
    while (grid.next <= to) grid.give(member.y, inputs.u);
    return { reason: "done", time: to };
  }

  inputsAt(member: Member, schedule: BoundSchedule, t: number): Float64Array {
    this.inputs.start(member, schedule, t);
    this.inputs.enter(t);
    return this.inputs.u;
  }

  opening(member: Member, schedule: BoundSchedule, from: number): Opening {
    const { inputs, loop } = this;
    const probe = { ...member, y: member.y.slice() };
    inputs.start(probe, schedule, from);
    this.jump(probe, schedule, from);
    inputs.enter(from);
    const opened = { inputs: inputs.u.slice(), rest: inputs.rest.slice() };
    loop.begin(probe, from);
    return { step: probe.step, ...opened };
  }

  private jump(member: Member, schedule: BoundSchedule, t: number): void {
    const jump = schedule.jumps.get(t);
    if (jump === undefined) return;
    const { inputs, kernel } = this;
    if (jump.fires.length > 0) inputs.beforeInfusions(t);
    for (const event of jump.fires) kernel.fire(event, t, member.y, member.p, inputs.u);
    for (const { state, amount } of jump.adds) member.y[state]! += amount;
  }
}

export interface SolverSettings extends LoopSettings {
  readonly method: MethodName;
  readonly absolute: Float64Array;
  readonly relative: number;
}

/** The options with their defaults, checked. @throws HomeostatError HS1307 */
export function solverSettings(kernel: Kernel, options: IntegratorOptions): SolverSettings {
  const { relative, absolute } = options.tolerance ?? { relative: 1e-6, absolute: 1e-8 };
  return {
    method: options.method ?? "tsit5",
    absolute: absoluteTolerance(kernel, absolute),
    relative: checkTolerance("relative", relative),
    mostSteps: options.mostSteps ?? 100_000,
    cancelled: options.cancelled ?? (() => false),
  };
}

function absoluteTolerance(kernel: Kernel, absolute: number | Float64Array): Float64Array {
  const size = kernel.states.length;
  if (typeof absolute === "number") return new Float64Array(size).fill(checkTolerance("absolute", absolute));
  if (absolute.length !== size)
    throw failure("HS1307", { what: "absolute", value: `${absolute.length} numbers for ${size} states` });
  return absolute.map((value) => checkTolerance("absolute", value));
}

function checkTolerance(what: string, value: number): number {
  if (!(value > 0 && Number.isFinite(value))) throw failure("HS1307", { what, value });
  return value;
}
