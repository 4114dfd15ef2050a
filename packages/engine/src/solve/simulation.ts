import { compileKernel } from "../compile/compile-kernel.ts";
import type { Kernel } from "../compile/kernel.ts";
import { failure } from "../errors/registry.ts";
import { inPlace } from "../errors/in-place.ts";
import { JumpCourse } from "../jumps/jump-course.ts";
import { jumpSettings, type JumpSettings } from "../jumps/jump-options.ts";
import type { DoseSpec } from "../model/model-spec.ts";
import type { System } from "../model/system.ts";
import type { BoundSchedule } from "./bound-schedule.ts";
import type { Advance, Integrator, Member, SolveStats, Visit } from "./integrator.ts";
import { refuseNonlinear } from "./linear/refuse-nonlinear.ts";
import { integrator } from "./make-integrator.ts";
import { placeNamed } from "./named-values.ts";
import type { OutputTimes } from "./output-times.ts";
import { withoutValue } from "./without-value.ts";
import { type SolverOptions, type SolverSettings, solverSettings } from "./solver-settings.ts";

type Named = Readonly<Record<string, number | undefined>>;

/** What makes one person differ from the model's defaults. */
export interface Person {
  readonly parameters?: Named;
  /** Values of inputs at rest. */
  readonly inputs?: Named;
  /** Starts of states. */
  readonly starts?: Named;
  /** The path of noise, or of reactions. */
  readonly path?: number;
}

/** What a system belongs to. */
interface Runs {
  readonly id: string;
  readonly doses?: Readonly<Record<string, DoseSpec>>;
}

/** A model made ready to run members: compiled, with its integrator and names. */
export class Simulation {
  readonly system: System;
  readonly kernel: Kernel;
  readonly settings: SolverSettings;
  readonly integrator: Integrator;
  /** Given where reactions happen one by one. */
  readonly jumps: JumpSettings | undefined;
  readonly model: { readonly id: string; readonly hash: string };
  private readonly course: JumpCourse | undefined;

  constructor(system: System, { id, doses = {} }: Runs, given: SolverOptions & OutputTimes) {
    const kernel = compileKernel(system);
    const longest = kernel.hybrid === undefined ? {} : { longestStep: (given.to - (given.from ?? 0)) / 10 };
    const options = { ...longest, ...given };
    this.model = { id, hash: system.hash };
    this.system = system;
    this.kernel = kernel;
    this.settings = solverSettings(kernel, options);
    if (this.settings.method === "linear") refuseNonlinear(system);
    this.integrator = integrator(kernel, { ...options, doses });
    this.jumps = inPlace({ source: id }, () => jumpSettings(system, given.jumps));
    this.course =
      this.jumps && new JumpCourse(this, system.reactions ?? [], this.jumps, this.settings.cancelled);
  }

  /** Sums over every member that has run. */
  get stats(): SolveStats {
    return this.course?.stats ?? this.integrator.stats;
  }

  /** A member at its start. @throws HS1301, HS1302 for names and numbers that do not fit */
  member(
    { parameters = {}, inputs = {}, starts = {}, path }: Person,
    schedule: BoundSchedule,
    from: number,
  ): Member {
    const { kernel } = this;
    const p = new Float64Array(kernel.parameters.length);
    const given = new Uint8Array(p.length);
    placeNamed("parameter", parameters, kernel.parameters, p, given);
    kernel.fillParameters(p, given);
    const rest = new Float64Array(kernel.inputs.length).fill(Number.NaN);
    placeNamed("input", inputs, kernel.inputs, rest);
    const own = path === undefined ? {} : { path };
    const member = { y: new Float64Array(kernel.states.length), p, step: 0, rest, ...own };
    kernel.fillStarts(member.y, from, p, this.integrator.inputsAt(member, schedule, from));
    placeNamed("state", starts, kernel.states, member.y);
    return member;
  }

  /** Runs a member to the end. @throws HS131x with the time and the state where it could not go on */
  run(
    member: Member,
    schedule: BoundSchedule,
    from: number,
    to: number,
    at: Float64Array,
    visit: Visit,
  ): void {
    const { course, model } = this;
    if (course !== undefined)
      inPlace({ source: model.id }, () => course.run(member, schedule, from, to, at, visit));
    else {
      const end = this.integrator.advance(member, schedule, from, to, at, visit);
      if (end.reason !== "done") throw this.stopped(end, member, schedule);
    }
  }

  private stopped({ reason, time, state: suspect }: Advance, member: Member, schedule: BoundSchedule) {
    const { kernel, system } = this;
    const constants = new Float64Array(kernel.constants);
    const slopes = new Float64Array(kernel.states.length);
    const u = this.integrator.inputsAt(member, schedule, time);
    kernel.fillConstants(constants, member.p, u);
    kernel.derivatives(time, member.y, constants, slopes);
    const worstState = suspect ?? worst(member.y, slopes);
    const state = kernel.states[worstState] ?? "none";
    const place = { source: this.model.id };
    const open = reason === "not finite" && state !== "none" && withoutValue(system, worstState, member.p, u);
    if (open) return failure("HS1330", { time, state, ...open }, place);
    return failure(stopCodes[reason as keyof typeof stopCodes], { time, state }, place);
  }
}

export const stopCodes = {
  "not finite": "HS1310",
  "step too small": "HS1311",
  "too many steps": "HS1312",
  cancelled: "HS1313",
} as const;

/** The first state that is not finite or has no finite slope, else the one that changes fastest for its size. */
function worst(y: Float64Array, slopes: Float64Array): number {
  const broken = y.findIndex((value, i) => !Number.isFinite(value) || !Number.isFinite(slopes[i]!));
  if (broken >= 0) return broken;
  const rates = slopes.map((slope, i) => Math.abs(slope) / (Math.abs(y[i]!) + 1e-9));
  return rates.indexOf(rates.reduce((most, rate) => Math.max(most, rate), 0));
}
