import { outputTimes } from "../../solve/output-times.ts";
import type { EnsembleSolution } from "../ensemble-options.ts";
import { type Runnable, systemOf } from "../runnable.ts";
import { orderOf, runOrder } from "./ensemble-blocks.ts";
import { sharedColumn } from "./member-columns-of.ts";
import type { WorkerPool } from "./worker-pool.ts";
import type { WorkersEnsembleOptions } from "./workers-options.ts";

/**
 * As `simulateEnsemble`, on the workers of a pool, to the same bits. With shared memory the workers write where the
 * result is read.
 * @throws HomeostatError as `simulateEnsemble` does; HS1404 where a block makes its worker fall twice
 */
export async function simulateEnsembleOn<
  S extends string,
  I extends string,
  P extends string,
  O extends string,
>(
  pool: WorkerPool,
  model: Runnable<S, I, P, O>,
  options: WorkersEnsembleOptions<S, I, P, O>,
): Promise<EnsembleSolution<O>> {
  const { members } = options;
  const times = outputTimes(options);
  const system = systemOf(model);
  const names = options.keep ?? system.outputs.map(({ name }) => name as O);
  const length = members * times.length;
  const whole = names.map(() => (pool.shared ? sharedColumn(length) : new Float64Array(length)));
  const order = orderOf(pool, model, { ahead: Number.POSITIVE_INFINITY, ...options }, whole);
  const failures: EnsembleSolution["failures"][number][] = [];
  const ranBy = { wasm: 0, javascript: 0 };
  for await (const block of runOrder(pool, order, options)) {
    Object.values(block.outputs).forEach((column, i) => {
      whole[i]!.set(column, block.first * times.length);
    });
    failures.push(...block.failures);
    ranBy.wasm += block.ranBy.wasm;
    ranBy.javascript += block.ranBy.javascript;
  }
  return {
    model: { id: model.id, hash: system.hash },
    members,
    times,
    outputs: Object.fromEntries(names.map((name, i) => [name, whole[i]!])) as Record<O, Float64Array>,
    failures,
    ranBy,
  };
}
