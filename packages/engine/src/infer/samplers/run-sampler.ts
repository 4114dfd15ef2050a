import type { Cancellation } from "../../ensemble/ensemble-options.ts";
import { randomStream } from "../../ensemble/random-stream.ts";
import { failure } from "../../errors/registry.ts";
import { guarded } from "./guarded-target.ts";
import type { Sample, SampledChain } from "./sample.ts";
import type { Chain, ChainPlan, Sampler } from "./sampler.ts";
import type { Target } from "./target.ts";

export interface SamplingOptions {
  readonly seed: number;
  /** 4 where not given: fewer cannot tell whether they agree. */
  readonly chains?: number;
  /** Iterations of a chain that are kept, 1000 where not given. */
  readonly draws?: number;
  /** Iterations of a chain that only adapt, 1000 where not given. */
  readonly warmUp?: number;
  readonly progress?: (done: number, total: number) => void;
  readonly signal?: Cancellation;
}

/**
 * Draws from a target by several chains, each on a stream of its own, so that a chain is the same in any company and on
 * any worker.
 * @throws HS1660 for a sampler that needs a gradient which the target lacks, HS1661–HS1664 for densities that cannot be
 * sampled, HS1666 for counts that are none, HS1665 when cancelled
 */
export function runSampler(target: Target, sampler: Sampler, options: SamplingOptions): Sample {
  const { chains = 4, progress, signal } = options;
  const plan = planOf(options, chains);
  const each = plan.warmUp + plan.draws;
  const all = Array.from({ length: chains }, (_, index) =>
    runChain(target, sampler, plan, { seed: options.seed, index }, (done) => {
      progress?.(index * each + done, chains * each);
      if (signal?.aborted) throw failure("HS1665", { done: index * each + done, total: chains * each });
    }),
  );
  return { sampler: sampler.name, quantities: target.quantities, chains: all };
}

function planOf({ draws = 1000, warmUp = 1000 }: SamplingOptions, chains: number): ChainPlan {
  for (const [name, value, least] of [
    ["chains", chains, 1],
    ["draws", draws, 4],
    ["warmUp", warmUp, 0],
  ] as const)
    if (!(Number.isSafeInteger(value) && value >= least)) throw failure("HS1666", { name, value, least });
  return { draws, warmUp };
}

/** One chain, by its index. */
export function runChain(
  target: Target,
  sampler: Sampler,
  plan: ChainPlan,
  { seed, index }: { readonly seed: number; readonly index: number },
  tick: (done: number) => void = () => {},
): SampledChain {
  if (sampler.needsGradient && !target.differentiable) throw failure("HS1660", { sampler: sampler.name });
  const stream = (purpose: string) => randomStream({ seed, member: index, purpose });
  const safe = guarded(target, stream("sampler: reach"));
  const steps = sampler.run(safe, plan, stream(`sampler: ${sampler.name}`));
  let step = steps.next();
  for (; !step.done; step = steps.next()) tick(step.value);
  return { ...reported(target, step.value), ...safe.counts() };
}

function reported(target: Target, chain: Chain): Omit<SampledChain, "evaluations" | "notNumbers"> {
  const size = target.coordinates.length;
  const count = chain.points.length / size;
  const values = target.quantities.map(() => new Float64Array(count));
  for (let i = 0; i < count; i++) {
    const point = target.report(chain.points.subarray(i * size, (i + 1) * size));
    for (let k = 0; k < values.length; k++) values[k]![i] = point[k]!;
  }
  return { ...chain, values };
}
