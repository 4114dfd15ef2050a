import type { HomeostatError } from "../../errors/homeostat-error.ts";
import { outputTimes } from "../../solve/output-times.ts";
import type { EnsembleOptions } from "../ensemble-options.ts";
import { type Runnable, systemOf } from "../runnable.ts";
import { blockAt, blockPlan } from "./block-plan.ts";
import { checkCount } from "./check-count.ts";
import { EnsembleJob, type JobOrder } from "./ensemble-job.ts";
import { memberColumnsOf } from "./member-columns-of.ts";
import { commonOptions } from "./common-options.ts";
import type { BlockResult, SharedJob } from "./messages.ts";
import { hearError } from "../../errors/told-error.ts";
import type { WorkerPool } from "./worker-pool.ts";
import type { EnsembleBlock, WorkersEnsembleOptions } from "./workers-options.ts";

/**
 * Runs an ensemble on workers and hands out its results block by block, in the order of members, the same bits as
 * `simulateEnsemble` for any number of workers. Who reads slowly slows the workers: memory stays bounded. Leaving the
 * loop, or the signal, ends the work.
 * @throws HomeostatError as `simulateEnsemble` does; HS1404 where a block makes its worker fall twice
 */
export function ensembleBlocks<S extends string, I extends string, P extends string, O extends string>(
  pool: WorkerPool,
  model: Runnable<S, I, P, O>,
  options: WorkersEnsembleOptions<S, I, P, O>,
): AsyncGenerator<EnsembleBlock<O>> {
  return runOrder(pool, orderOf(pool, model, options), options) as AsyncGenerator<EnsembleBlock<O>>;
}

/** What is to be run; results go whole into `results`, in shared memory, where given. */
export function orderOf(
  pool: WorkerPool,
  model: Runnable,
  options: WorkersEnsembleOptions,
  results?: readonly Float64Array[],
): JobOrder {
  const { members, schedule = [], blockMembers, ahead = 4 * pool.workers, progress } = options;
  if (ahead !== Number.POSITIVE_INFINITY) checkCount("ahead", ahead);
  if (blockMembers !== undefined) checkCount("blockMembers", blockMembers);
  const outputs = (options.keep ?? systemOf(model).outputs).length;
  const plan = blockPlan(members, outputTimes(options).length * outputs, blockMembers);
  const columns = memberColumnsOf(options as EnsembleOptions, pool.shared);
  const shared: SharedJob | undefined = pool.shared
    ? { columns, claims: claimsOf(plan.count), ...(results === undefined ? {} : { results }) }
    : undefined;
  return { model, options: commonOptions(options), columns, schedule, plan, ahead, shared, progress };
}

const claimsOf = (blocks: number) => new Int32Array(new SharedArrayBuffer(4 * (blocks + 1)));

export async function* runOrder(
  pool: WorkerPool,
  order: JobOrder,
  options: WorkersEnsembleOptions,
): AsyncGenerator<EnsembleBlock> {
  const job = new EnsembleJob(order);
  const drop = pool.take(job);
  const { signal } = options;
  const times = outputTimes(options);
  const names = options.keep ?? systemOf(order.model).outputs.map(({ name }) => name);
  signal?.addEventListener("abort", drop);
  if (signal?.aborted) drop();
  try {
    for (let block = 0; block < order.plan.count; block++) {
      const { first, count } = blockAt(order.plan, block);
      yield { first, members: count, times, ...blockOf(await job.read(block), names) };
    }
  } finally {
    signal?.removeEventListener("abort", drop);
    drop();
  }
}

function blockOf({ columns, failures, ranBy }: BlockResult, names: readonly string[]) {
  return {
    outputs: Object.fromEntries(columns.map((column, i) => [names[i]!, column])),
    failures: failures.map(({ member, error }) => ({ member, error: hearError(error) as HomeostatError })),
    ranBy,
  };
}
