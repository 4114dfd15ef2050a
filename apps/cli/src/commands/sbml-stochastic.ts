import {
  type ImportedModel,
  type JumpMethodName,
  simulateJumps,
  summariseEnsembleOn,
} from "@homeostat/engine";
import {
  importReactions,
  type LoadDocument,
  resultsCsv,
  type SbmlDocument,
  type SimulationSettings,
} from "@homeostat/exchange";
import { parseNumbers } from "../arguments/number-list.ts";
import { parseWholeNumber } from "../arguments/whole-number.ts";
import type { Console } from "../output/console.ts";
import { noteFailures } from "../output/member-failures.ts";
import { untilInterrupted } from "../output/until-interrupted.ts";
import { nodeWorkers } from "../workers/node-workers.ts";

interface StochasticRun {
  readonly document: SbmlDocument;
  readonly settings: SimulationSettings;
  readonly load: LoadDocument;
}

export interface StochasticFlags {
  readonly seed?: string;
  readonly members?: string;
  readonly method?: JumpMethodName;
  readonly countsPerUnit?: string;
  readonly quantiles?: string;
  readonly workers?: string;
}

/** One course of single reactions; of more than one, the columns `name-mean` and `name-sd` of the SBML stochastic test suite. */
export async function stochasticCsv(
  { document, settings, load }: StochasticRun,
  flags: StochasticFlags,
  console: Console,
): Promise<string> {
  const { variables, start, duration, steps } = settings;
  const seed = parseWholeNumber("--seed", flags.seed ?? "1", 0, Number.MAX_SAFE_INTEGER);
  const members = parseWholeNumber("--members", flags.members ?? "1", 1, 10_000_000);
  const size = flags.countsPerUnit === undefined ? {} : { countsPerUnit: Number(flags.countsPerUnit) };
  const model = importReactions(document, { variables, ...size }, load);
  const at = Float64Array.from({ length: steps + 1 }, (_, i) => start + (i / steps) * duration);
  const jumps = { seed, ...(flags.method === undefined ? {} : { method: flags.method }) };
  const course = { to: start + duration, at } as const;
  const names = variables.map(({ name }) => name);
  if (members === 1) return resultsCsv(simulateJumps(model.system, { ...course, ...jumps }), names);
  return moments(model, { ...course, jumps, members }, flags, console);
}

async function moments(
  model: ImportedModel,
  options: {
    readonly to: number;
    readonly at: Float64Array;
    readonly members: number;
    readonly jumps: { readonly seed: number };
  },
  { quantiles, workers }: StochasticFlags,
  console: Console,
): Promise<string> {
  const probabilities = quantiles === undefined ? [] : parseNumbers("--quantiles", quantiles);
  const pool = nodeWorkers(
    workers === undefined ? undefined : parseWholeNumber("--workers", workers, 1, 1024),
  );
  const bar = console.progress("members");
  try {
    const progress = (done: number, total: number) => bar.update(done, total);
    const summary = await untilInterrupted((signal) =>
      summariseEnsembleOn(pool, model, { ...options, quantiles: probabilities, progress, signal }),
    );
    noteFailures(summary.failures, console);
    const outputs = Object.entries(summary.outputs);
    const columns = [
      ...outputs.map(([name, { mean }]) => [`${name}-mean`, mean] as const),
      ...outputs.map(([name, { sd }]) => [`${name}-sd`, sd] as const),
      ...probabilities.flatMap((probability, i) =>
        outputs.map(([name, one]) => [`${name}-q${probability}`, one.quantiles[i]!] as const),
      ),
    ];
    return resultsCsv(
      { times: summary.times, outputs: columns.map(([, column]) => column) },
      columns.map(([name]) => name),
    );
  } finally {
    bar.stop();
    pool.close();
  }
}
