import { HomeostatError } from "../errors/homeostat-error.ts";
import { failure } from "../errors/registry.ts";
import type { BoundSchedule } from "../solve/bound-schedule.ts";
import type { Member } from "../solve/integrator.ts";
import { slotNamed } from "../solve/named-values.ts";
import { outputTimes } from "../solve/output-times.ts";
import type { Simulation } from "../solve/simulation.ts";
import type { EnsembleOptions } from "./ensemble-options.ts";
import { MemberMaker } from "./member-maker.ts";

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
  private readonly maker: MemberMaker;
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
    this.columns = this.slots.map((slot) => columnOf(options, outputs[slot]!, members * this.times.length));
    this.maker = new MemberMaker(simulation, options);
    this.shared = typeof schedule === "function" ? undefined : simulation.integrator.bind(schedule);
    this.observed = new Float64Array(outputs.length);
  }

  start(index: number): Started {
    return this.restart(index, { ...this.room(), ...this.path(index) });
  }

  /** A member with nothing in it yet. */
  room(): Member {
    return this.maker.empty();
  }

  /** The same in a member that is there, for a method that keeps nothing in it but its state. */
  restart(index: number, member: Member): Started {
    const { simulation, options } = this;
    const own = typeof options.schedule === "function" ? options.schedule(index) : [];
    const schedule = this.shared ?? simulation.integrator.bind(own);
    this.maker.fill(index, schedule, member);
    return { schedule, member };
  }

  private path(index: number): { path?: number } {
    const { jumps, settings } = this.simulation;
    const chance = jumps ?? settings.noise;
    return chance === undefined ? {} : { path: chance.member + index };
  }

  /** Runs one member by the reference. */
  runAlone(index: number, { member, schedule }: Started): void {
    const { simulation, from, to, times } = this;
    let written = 0;
    try {
      simulation.run(member, schedule, from, to, times, (j, t, y, u) => {
        this.write(index, j, t, y, member.p, u);
        written = j + 1;
      });
    } catch (error) {
      if (!(error instanceof HomeostatError) || error.code === "HS1313") throw error;
      this.failures.push({ member: index, error });
      this.leaveOut(index, written);
    }
    this.finished();
  }

  /** A member that stopped has no values at the times from the `given`th on. */
  private leaveOut(index: number, given: number): void {
    const { length } = this.times;
    for (const column of this.columns) column.fill(Number.NaN, index * length + given, (index + 1) * length);
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

/** @throws HS1403 for a column to write into that has another length */
function columnOf({ into }: EnsembleOptions, name: string, length: number): Float64Array {
  const column = into?.[name] ?? new Float64Array(length);
  if (column.length !== length) throw failure("HS1403", { name, given: column.length, members: length });
  return column;
}
