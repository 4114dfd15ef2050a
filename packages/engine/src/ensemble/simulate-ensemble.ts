import { Simulation } from "../solve/simulation.ts";
import type { EnsembleOptions, EnsembleSolution } from "./ensemble-options.ts";
import { EnsembleWork } from "./ensemble-work.ts";
import { runLinear } from "./linear/run-linear.ts";
import { runPairs } from "./run-pairs.ts";
import { type Runnable, runsOf, systemOf } from "./runnable.ts";

/**
 * Runs many members of a model: a member's numbers never depend on the others, so that a share of them can run on any
 * worker.
 * @throws HomeostatError HS13xx for what does not fit, HS1313 when cancelled; a member's own failure is listed instead
 */
export function simulateEnsemble<S extends string, I extends string, P extends string, O extends string>(
  model: Runnable<S, I, P, O>,
  options: EnsembleOptions<S, I, P, O>,
): EnsembleSolution<O> {
  const { members, signal, backend = "wasm" } = options;
  const cancelled = () => signal?.aborted ?? false;
  const simulation = new Simulation(systemOf(model), runsOf(model), { ...options, cancelled });
  const work = new EnsembleWork(simulation, options as EnsembleOptions);
  const paired = backend === "wasm" ? runPairs(work) : undefined;
  if (paired === undefined && !(simulation.settings.method === "linear" && runLinear(work))) runEach(work);
  const wasm = paired ?? 0;
  const names = simulation.kernel.outputs;
  const columns = work.slots.map((slot, i) => [names[slot], work.columns[i]] as const);
  return {
    model: simulation.model,
    members,
    times: work.times,
    outputs: Object.fromEntries(columns) as Record<O, Float64Array>,
    failures: work.failures.toSorted((a, b) => a.member - b.member),
    ranBy: { wasm, javascript: members - wasm },
  };
}

function runEach(work: EnsembleWork): void {
  for (let index = 0; index < work.members; index++) work.runAlone(index, work.start(index));
}
