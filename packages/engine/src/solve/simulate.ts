import { HomeostatError } from "../errors/homeostat-error.ts";
import type { Model } from "../model/model.ts";
import type { Tolerance } from "./integrator.ts";
import type { MethodName } from "./methods/method.ts";
import { type OutputTimes, outputTimes } from "./output-times.ts";
import type { Schedule } from "./schedule.ts";
import { Simulation } from "./simulation.ts";
import type { Outcome, Solution } from "./solution.ts";

export interface SimulateOptions<S extends string, I extends string, P extends string> extends OutputTimes {
  readonly parameters?: { readonly [name in P]?: number };
  /** Values of inputs at rest, in place of their defaults. */
  readonly inputs?: { readonly [name in I]?: number };
  /** Starts of states, in place of the model's. */
  readonly starts?: { readonly [name in S]?: number };
  readonly schedule?: Schedule;
  /** "tsit5" where not given. */
  readonly method?: MethodName;
  /** Relative 1e-6 and absolute 1e-8 where not given. */
  readonly tolerance?: Tolerance;
  readonly mostSteps?: number;
  readonly cancelled?: () => boolean;
}

/**
 * Runs a model for one person. Values at a time at which something is scheduled are those just after it, except at
 * `to`, whose items belong to what follows. Neither steps nor values depend on which output is wanted.
 * @throws HomeostatError HS13xx: a name, number or time that does not fit, or why the solver stopped
 */
export function simulate<S extends string, I extends string, P extends string, O extends string>(
  model: Model<S, I, P, O>,
  options: SimulateOptions<S, I, P>,
): Solution<S, P, O> {
  const { from = 0, to, schedule = [] } = options;
  const times = outputTimes(options);
  const simulation = new Simulation(model, options);
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
    stats: simulation.integrator.stats,
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
