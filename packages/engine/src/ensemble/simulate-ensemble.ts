import { HomeostatError } from "../errors/homeostat-error.ts";
import { failure } from "../errors/registry.ts";
import type { Model } from "../model/model.ts";
import type { SolveStats, Tolerance } from "../solve/integrator.ts";
import type { MethodName } from "../solve/methods/method.ts";
import { slotNamed } from "../solve/named-values.ts";
import { type OutputTimes, outputTimes } from "../solve/output-times.ts";
import type { Schedule } from "../solve/schedule.ts";
import { type Person, Simulation } from "../solve/simulation.ts";

/** One value for all members, or one a member. */
export type PerMember = number | readonly number[] | Float64Array;

/** Asked now and then whether to stop; an AbortSignal is one. */
export interface Cancellation {
  readonly aborted: boolean;
}

export interface EnsembleOptions<S extends string, I extends string, P extends string, O extends string>
  extends OutputTimes {
  readonly members: number;
  readonly parameters?: { readonly [name in P]?: PerMember };
  /** Values of inputs at rest, in place of their defaults. */
  readonly inputs?: { readonly [name in I]?: PerMember };
  readonly starts?: { readonly [name in S]?: PerMember };
  /** The same for all, or made for each member. */
  readonly schedule?: Schedule | ((member: number) => Schedule);
  /** Which outputs are kept; all where not given. */
  readonly keep?: readonly O[];
  readonly method?: MethodName;
  readonly tolerance?: Tolerance;
  readonly mostSteps?: number;
  /** Called after each member. */
  readonly progress?: (done: number, total: number) => void;
  readonly signal?: Cancellation;
}

export interface EnsembleSolution<O extends string = string> {
  readonly model: { readonly id: string; readonly hash: string };
  readonly members: number;
  readonly times: Float64Array;
  /** Column of output `o`: member m at time j is `outputs[o][m * times.length + j]`; NaN after a member stopped. */
  readonly outputs: Readonly<Record<O, Float64Array>>;
  /** Members that could not reach the end, and why. */
  readonly failures: readonly { readonly member: number; readonly error: HomeostatError }[];
  readonly stats: SolveStats;
}

/**
 * Runs many members of a model, one after the other: each gets the bits that it would get alone, so that a share of
 * them can run on any worker.
 * @throws HomeostatError HS13xx for what does not fit, HS1313 when cancelled; a member's own failure is listed instead
 */
export function simulateEnsemble<S extends string, I extends string, P extends string, O extends string>(
  model: Model<S, I, P, O>,
  options: EnsembleOptions<S, I, P, O>,
): EnsembleSolution<O> {
  const { members, from = 0, to, signal, progress } = options;
  const times = outputTimes(options);
  const simulation = new Simulation(model, {
    ...options,
    cancelled: () => signal?.aborted ?? false,
  });
  const { kernel } = simulation;
  const { slots, columns } = keptColumns(options, kernel.outputs, members * times.length);
  const scheduleOf = boundSchedules(simulation, options.schedule ?? []);
  const observed = new Float64Array(kernel.outputs.length);
  const failures: { member: number; error: HomeostatError }[] = [];

  for (let index = 0; index < members; index++) {
    const bound = scheduleOf(index);
    const member = simulation.member(person(options, index, members), bound, from);
    const first = index * times.length;
    const failed = attempt(() =>
      simulation.run(member, bound, from, to, times, (j, t, y, u) => {
        kernel.observe(t, y, member.p, u, observed);
        for (let i = 0; i < slots.length; i++) columns[i]![first + j] = observed[slots[i]!]!;
      }),
    );
    if (failed !== undefined) failures.push({ member: index, error: failed });
    progress?.(index + 1, members);
  }
  return {
    model: simulation.model,
    members,
    times,
    outputs: Object.fromEntries(slots.map((slot, i) => [kernel.outputs[slot], columns[i]])) as Record<
      O,
      Float64Array
    >,
    failures,
    stats: simulation.integrator.stats,
  };
}

function keptColumns(
  { keep }: { readonly keep?: readonly string[] },
  outputs: readonly string[],
  size: number,
) {
  const slots = (keep ?? outputs).map((name) => slotNamed("output", name, outputs));
  return { slots, columns: slots.map(() => new Float64Array(size).fill(Number.NaN)) };
}

function boundSchedules(simulation: Simulation, schedule: Schedule | ((member: number) => Schedule)) {
  if (typeof schedule === "function") {
    return (member: number) => simulation.integrator.bind(schedule(member));
  }
  const bound = simulation.integrator.bind(schedule);
  return () => bound;
}

type Columns = Readonly<Record<string, PerMember | undefined>>;

function person(
  options: { readonly parameters?: Columns; readonly inputs?: Columns; readonly starts?: Columns },
  member: number,
  members: number,
): Person {
  const { parameters = {}, inputs = {}, starts = {} } = options;
  return {
    parameters: own(parameters, member, members),
    inputs: own(inputs, member, members),
    starts: own(starts, member, members),
  };
}

function own(columns: Columns, member: number, members: number): Record<string, number | undefined> {
  return Object.fromEntries(
    Object.entries(columns).map(([name, column]) => {
      if (column === undefined || typeof column === "number") return [name, column];
      if (column.length !== members) throw failure("HS1403", { name, given: column.length, members });
      return [name, column[member]];
    }),
  );
}

/** A member that cannot go on is told of; a cancelled ensemble stops as a whole. */
function attempt(run: () => void): HomeostatError | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    if (error instanceof HomeostatError && error.code !== "HS1313") return error;
    throw error;
  }
}
