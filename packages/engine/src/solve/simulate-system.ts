import type { System } from "../model/system.ts";
import type { SolveStats } from "./integrator.ts";
import { outputTimes } from "./output-times.ts";
import { Simulation } from "./simulation.ts";
import type { SolverOptions } from "./solver-settings.ts";

export interface SystemOptions extends SolverOptions {
  readonly from: number;
  readonly to: number;
  /** Times of output, ascending. */
  readonly at: Float64Array;
}

export interface SystemSolution {
  readonly times: Float64Array;
  /** A column for each output of the system, one value a time: just after whatever happened then. */
  readonly outputs: readonly Float64Array[];
  readonly stats: SolveStats;
}

/**
 * As `simulate`, for a system that was lowered from elsewhere; `id` names it in errors. Outputs only are kept. Where not
 * given, the method is "auto" and no step is longer than a tenth of the whole: what comes from elsewhere may jump at any time.
 */
export function simulateSystem(system: System, options: SystemOptions, id = "system"): SystemSolution {
  const { from, to } = options;
  const times = outputTimes(options);
  const longestStep = (to - from) / 10;
  const simulation = new Simulation(system, { id }, { method: "auto", longestStep, ...options });
  const { kernel, integrator } = simulation;
  const nothing = integrator.bind([]);
  const member = simulation.member({}, nothing, from);
  const outputs = kernel.outputs.map(() => new Float64Array(times.length));
  const row = new Float64Array(outputs.length);
  simulation.run(member, nothing, from, to, times, (index, t, y, u) => {
    kernel.observe(t, y, member.p, u, row);
    for (let i = 0; i < outputs.length; i++) outputs[i]![index] = row[i]!;
  });
  return { times, outputs, stats: simulation.stats };
}
