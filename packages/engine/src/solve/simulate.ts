import { HomeostatError } from "../errors/homeostat-error.ts";
import { lower } from "../model/lower.ts";
import type { Model } from "../model/model.ts";
import { type OutputTimes, outputTimes } from "./output-times.ts";
import type { Schedule } from "./schedule.ts";
import { Simulation } from "./simulation.ts";
import type { Outcome, Solution } from "./solution.ts";
import type { SolverOptions } from "./solver-settings.ts";

export interface SimulateOptions<S extends string, I extends string, P extends string>
  extends OutputTimes,
    SolverOptions {
  readonly parameters?: { readonly [name in P]?: number };
  /** Values of inputs at rest, in place of their defaults. */
  readonly inputs?: { readonly [name in I]?: number };
  /** Starts of states, in place of the model's. */
  readonly starts?: { readonly [name in S]?: number };
  readonly schedule?: Schedule;
}

/**
 * Runs a model for one person, with whatever it has: schedule, events that its state sets off, delays, constraints.
 * Values at a time at which something happens are those just after it, except at `to`, whose scheduled items belong to
 * what follows. Neither steps nor values depend on which output is wanted. The method is "auto" where not given.
 * @throws HomeostatError HS13xx: a name, number or time that does not fit, or why the solver stopped
 */
export function simulate<S extends string, I extends string, P extends string, O extends string>(
  model: Model<S, I, P, O>,
  options: SimulateOptions<S, I, P>,
): Solution<S, P, O> {
  const { from = 0, to, schedule = [] } = options;
  const times = outputTimes(options);
  const simulation = new Simulation(lower(model), model, { method: "auto", ...options });
  const { kernel } = simulation;
  const bound = simulation.integrator.bind(schedule);
  const member = simulation.member(options, bound, from);

  const states = kernel.states.map(() => new Float64Array(times.length));
  const outputs = kernel.outputs.map(() => new Float64Array(times.length));
  const observed = new Float64Array(outputs.length);
  simulation.run(member, bound, from, to, times, (index, t, y, u) => {
    kernel.observe(t, y, member.p, u, observed);
    for (let i = 0; i < states.length; i++) states[i]![index] = y[i]!;
    for (let i = 0; i < outputs.length; i++) outputs[i]![index] = observed[i]!;
  });
  return {
    model: simulation.model,
    times,
    states: byName(kernel.states, states),
    outputs: byName(kernel.outputs, outputs),
    parameters: byName(kernel.parameters, [...member.p]),
    stats: simulation.stats,
  };
}

/** As `simulate`, with a failure as a value. */
export function trySimulate<S extends string, I extends string, P extends string, O extends string>(
  model: Model<S, I, P, O>,
  options: SimulateOptions<S, I, P>,
): Outcome<Solution<S, P, O>> {
  try {
    return { ok: true, value: simulate(model, options) };
  } catch (error) {
    if (error instanceof HomeostatError) return { ok: false, error };
    throw error;
  }
}

/** The kernel lists the names of the model's own type, in its order. */
function byName<N extends string, T>(names: readonly string[], values: readonly T[]): Readonly<Record<N, T>> {
  return Object.fromEntries(names.map((name, i) => [name, values[i]])) as Record<N, T>;
}
