import type { Kernel } from "../../compile/kernel.ts";
import type { System } from "../../model/system.ts";
import type { BoundSchedule } from "../../solve/bound-schedule.ts";
import type { Member } from "../../solve/integrator.ts";
import { slotNamed } from "../../solve/named-values.ts";
import { ScheduledIntegrator } from "../../solve/scheduled-integrator.ts";
import { Simulation } from "../../solve/simulation.ts";
import type { AnyAdjointOptions } from "./adjoint-options.ts";
import { Trajectory } from "./trajectory.ts";

type Runs = ConstructorParameters<typeof Simulation>[1];

/** The course forward, kept so that it can be gone back, and what is observed on it. */
export class WayThere {
  readonly kernel: Kernel;
  readonly schedule: BoundSchedule;
  readonly trajectory: Trajectory;
  readonly times: Float64Array;
  /** By output, then by time. */
  readonly values: readonly Float64Array[];
  readonly slots: readonly number[];
  private readonly options: AnyAdjointOptions;
  private readonly simulation: Simulation;
  private readonly integrator: ScheduledIntegrator;
  private readonly row: Float64Array;
  private readonly from: number;

  constructor(system: System, runs: Runs, options: AnyAdjointOptions) {
    const { from = 0, schedule = [], outputs, mostKept } = options;
    this.options = options;
    this.from = from;
    this.times = Float64Array.from(options.at);
    const to = this.times.at(-1) ?? from;
    this.simulation = new Simulation(system, runs, { ...solverOf(options), from, to });
    const { kernel, settings } = this.simulation;
    this.kernel = kernel;
    this.integrator = new ScheduledIntegrator(kernel, runs.doses ?? {}, settings, (...step) => {
      this.trajectory.see(...step);
    });
    this.schedule = this.integrator.bind(schedule);
    this.trajectory = new Trajectory(kernel, this.integrator, this.schedule, [from, to], mostKept);
    this.slots = outputs.map((name) => slotNamed("output", name, kernel.outputs));
    this.values = outputs.map(() => new Float64Array(this.times.length));
    this.row = new Float64Array(kernel.outputs.length);
  }

  get settings() {
    return this.simulation.settings;
  }

  get steps(): number {
    return this.integrator.stats.steps;
  }

  /** Runs it; the member as it started, before anything of the schedule. @throws HS13xx */
  run(parameters: ArrayLike<number>): Member {
    const { options, kernel, row, slots, values } = this;
    const own = Object.fromEntries(options.parameters.map((name, i) => [name, parameters[i]!]));
    const person = { ...options, parameters: { ...options.fixed, ...own } };
    const member = this.simulation.member(person, this.schedule, this.from);
    const started = { ...member, y: member.y.slice() };
    this.trajectory.run(member, this.times, (index, t, y, u) => {
      kernel.observe(t, y, member.p, u, row);
      slots.forEach((slot, i) => {
        values[i]![index] = row[slot]!;
      });
    });
    return started;
  }
}

/** Tighter than a simulation: an optimiser reads differences. */
function solverOf({ tolerance, method = "auto", mostSteps, cancelled }: AnyAdjointOptions) {
  return {
    tolerance: tolerance ?? { relative: 1e-8, absolute: 1e-10 },
    method,
    ...(mostSteps === undefined ? {} : { mostSteps }),
    ...(cancelled === undefined ? {} : { cancelled }),
  };
}
