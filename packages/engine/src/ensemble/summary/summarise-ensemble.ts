import type { Runnable } from "../runnable.ts";
import { ensembleBlocks } from "../workers/ensemble-blocks.ts";
import type { WorkerPool } from "../workers/worker-pool.ts";
import type { WorkersEnsembleOptions } from "../workers/workers-options.ts";
import { type EnsembleSummary, EnsembleSummariser } from "./ensemble-summary.ts";

/**
 * Mean, standard deviation and quantiles of an ensemble that is run on workers, with no path kept. The same bits for any
 * number of workers, and as of `simulateEnsemble` given to an EnsembleSummariser.
 * @throws HomeostatError as `ensembleBlocks` does; HS1419 for a probability that is none
 */
export async function summariseEnsembleOn<
  S extends string,
  I extends string,
  P extends string,
  O extends string,
>(
  pool: WorkerPool,
  model: Runnable<S, I, P, O>,
  options: WorkersEnsembleOptions<S, I, P, O> & { readonly quantiles?: readonly number[] },
): Promise<EnsembleSummary<O>> {
  const summariser = new EnsembleSummariser<O>(options.quantiles);
  for await (const block of ensembleBlocks(pool, model, options)) summariser.take(block);
  return summariser.summary;
}
