import { HomeostatError } from "../errors/homeostat-error.ts";
import type { BoundSchedule } from "../solve/bound-schedule.ts";
import type { Member } from "../solve/integrator.ts";
import { slotNamed } from "../solve/named-values.ts";
import { outputTimes } from "../solve/output-times.ts";
import type { Simulation } from "../solve/simulation.ts";
import type { EnsembleOptions } from "./ensemble-options.ts";
import { personOf } from "./member-columns.ts";

/** A member at its start, with what happens to it. */
export interface Started {
  readonly member: Member;
  readonly schedule: BoundSchedule;
}

/** An ensemble on its way: what is wanted, and where results go. */
export class EnsembleWork {
  readonly simulation: Simulation;
  readonly members: number;
  readonly from: number;
  readonly to: number;
  readonly times: Float64Array;
  /** The outputs that are kept, by their place in the kernel, and a column each. */
  readonly slots: readonly number[];
  readonly columns: readonly Float64Array[];
  readonly failures: { member: number; error: HomeostatError }[] = [];
  private readonly options: EnsembleOptions;
  private readonly shared: BoundSchedule | undefined;
  private readonly observed: Float64Array;
  private done = 0;

  constructor(simulation: Simulation, options: EnsembleOptions) {
    const { schedule = [], members, from = 0, to } = options;
    const { outputs } = simulation.kernel;
    this.simulation = simulation;
    this.options = options;
    this.members = members;
    this.from = from;
    this.to = to;
    this.times = outputTimes(options);
    this.slots = (options.keep ?? outputs).map((name) => slotNamed("output", name, outputs));
    this.columns = this.slots.map(() => new Float64Array(members * this.times.length).fill(Number.NaN));
    this.shared = typeof schedule === "function" ? undefined : simulation.integrator.bind(schedule);
    this.observed = new Float64Array(outputs.length);
  }

  start(index: number): Started {
    const { simulation, options, from } = this;
    const own = typeof options.schedule === "function" ? options.schedule(index) : [];
    const schedule = this.shared ?? simulation.integrator.bind(own);
    const person = { ...personOf(options, index, this.members), ...this.path(index) };
    return { schedule, member: simulation.member(person, schedule, from) };
  }

  private path(index: number): { path?: number } {
    const { noise } = this.simulation.settings;
    return noise === undefined ? {} : { path: noise.member + index };
  }

  /** Runs one member by the reference. */
  runAlone(index: number, { member, schedule }: Started): void {
    const { simulation, from, to, times } = this;
    try {
      simulation.run(member, schedule, from, to, times, (j, t, y, u) =>
        this.write(index, j, t, y, member.p, u),
      );
    } catch (error) {
      if (!(error instanceof HomeostatError) || error.code === "HS1313") throw error;
      this.failures.push({ member: index, error });
    }
    this.finished();
  }

  /** Writes a row of outputs from a state. */
  write(index: number, j: number, t: number, y: Float64Array, p: Float64Array, u: Float64Array): void {
    const { observed, slots, columns } = this;
    this.simulation.kernel.observe(t, y, p, u, observed);
    const row = index * this.times.length + j;
    for (let i = 0; i < slots.length; i++) columns[i]![row] = observed[slots[i]!]!;
  }

  finished(): void {
    this.done++;
    this.options.progress?.(this.done, this.members);
  }
}
