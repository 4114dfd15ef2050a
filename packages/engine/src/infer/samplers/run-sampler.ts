import type { Cancellation } from "../../ensemble/ensemble-options.ts";
import { randomStream } from "../../ensemble/random-stream.ts";
import { failure } from "../../errors/registry.ts";
import { summarise } from "./diagnostics/summary.ts";
import { complaints, need } from "./diagnostics/verdict.ts";
import { guarded } from "./guarded-target.ts";
import type { JudgedSample } from "./judged-sample.ts";
import type { SampledChain } from "./sample.ts";
import type { Chain, ChainPlan, Sampler } from "./sampler.ts";
import type { Target } from "./target.ts";

export interface SamplingOptions {
  readonly seed: number;
  /** 4 where not given: fewer cannot tell whether they agree. */
  readonly chains?: number;
  /** Iterations of a chain that are kept in the first round; the sampler's usual count where not given. */
  readonly draws?: number;
  /** Iterations of a chain that only adapt in the first round; the sampler's usual count where not given. */
  readonly warmUp?: number;
  /**
   * Iterations of a chain in all, beyond which no further round begins: what is there is handed out with its complaints.
   * 30 first rounds where not given; one first round makes chains just as long as told.
   */
  readonly most?: number;
  /** `total` is that of the rounds that were found needed so far. */
  readonly progress?: (done: number, total: number) => void;
  readonly signal?: Cancellation;
}

const mostRounds = 30;

/**
 * Draws from a target by several chains, each on a stream of its own, so that a chain is the same in any company and on
 * any worker. Rounds go on until the diagnostics hold for every quantity (R̂ at most 1.01, draws worth 100 a chain in the bulk
 * and the tails; Vehtari et al. 2021): each doubles the draws, and where chains are far from agreeing all that was spent so
 * far becomes their warm-up. Where `most` ends this before they hold, the complaints name the quantities.
 * @throws HS1660 for a sampler that needs a gradient which the target lacks, HS1661–HS1664 for densities that cannot be
 * sampled, HS1666 for counts that are none, HS1665 when cancelled
 */
export function runSampler(target: Target, sampler: Sampler, options: SamplingOptions): JudgedSample {
  const { chains: count, most, ...first } = planOf(sampler, target, options);
  const runs = Array.from({ length: count }, (_, index) =>
    begun(target, sampler, { seed: options.seed, index }),
  );
  const told = new Progress(options, count);
  let plan: ChainPlan = first;
  for (let spent = 0; ; ) {
    told.expect(costOf(plan, spent > 0));
    const chains = runs.map((go) => go(plan, () => told.tick()));
    spent += costOf(plan, spent > 0);
    const sample = judged({ sampler: sampler.name, quantities: target.quantities, chains });
    const next = nextPlan(plan, spent, need(sample.complaints, sample.summaries));
    if (next === undefined || spent + costOf(next, true) > most) {
      told.finish();
      return sample;
    }
    plan = next;
  }
}

const judged = (sample: Omit<JudgedSample, "summaries" | "complaints">): JudgedSample => {
  const summaries = summarise(sample);
  return { ...sample, summaries, complaints: complaints(sample, summaries) };
};

function nextPlan(
  { draws }: ChainPlan,
  spent: number,
  needed: ReturnType<typeof need>,
): ChainPlan | undefined {
  if (needed === "nothing") return undefined;
  return { warmUp: needed === "warm-up" ? spent : 0, draws: 2 * draws };
}

/** Iterations of a round: draws that were kept before are not made again. */
const costOf = ({ warmUp, draws }: ChainPlan, goesOn: boolean) =>
  goesOn && warmUp === 0 ? draws / 2 : warmUp + draws;

class Progress {
  private readonly options: SamplingOptions;
  private readonly chains: number;
  private done = 0;
  private total = 0;

  constructor(options: SamplingOptions, chains: number) {
    this.options = options;
    this.chains = chains;
  }

  expect(iterations: number): void {
    this.done = this.total;
    this.total += this.chains * iterations;
  }

  finish(): void {
    this.options.progress?.(this.total, this.total);
  }

  tick(): void {
    const { options, total } = this;
    this.done = Math.min(this.done + 1, total);
    options.progress?.(this.done, total);
    if (options.signal?.aborted) throw failure("HS1665", { done: this.done, total });
  }
}

function planOf(
  { usual }: Sampler,
  { coordinates, quantities }: Target,
  options: SamplingOptions,
): ChainPlan & { chains: number; most: number } {
  const { chains = 4, draws = usual.draws, warmUp = usual.warmUp } = options;
  const most = options.most ?? mostRounds * (warmUp + draws);
  for (const [name, value, least] of [
    ["the count of coordinates", coordinates.length, 1],
    ["the count of quantities", quantities.length, 1],
    ["chains", chains, 1],
    ["draws", draws, 4],
    ["warmUp", warmUp, 0],
    ["most", most, 1],
  ] as const)
    if (!(Number.isSafeInteger(value) && value >= least)) throw failure("HS1666", { name, value, least });
  return { draws, warmUp, chains, most };
}

/** One chain, by its index. */
export function runChain(
  target: Target,
  sampler: Sampler,
  plan: ChainPlan,
  which: { readonly seed: number; readonly index: number },
): SampledChain {
  return begun(target, sampler, which)(plan, () => {});
}

/** A chain set out: asked for a plan, it goes on from where it stands. */
function begun(
  target: Target,
  sampler: Sampler,
  { seed, index }: { readonly seed: number; readonly index: number },
): (plan: ChainPlan, tick: () => void) => SampledChain {
  if (sampler.needsGradient && !target.differentiable) throw failure("HS1660", { sampler: sampler.name });
  const stream = (purpose: string) => randomStream({ seed, member: index, purpose });
  const safe = guarded(target, stream("sampler: reach"));
  const run = sampler.begin(safe, stream(`sampler: ${sampler.name}`));
  return (plan, tick) => {
    const steps = run.go(plan);
    let step = steps.next();
    for (; !step.done; step = steps.next()) tick();
    return { ...reported(target, step.value), ...safe.counts() };
  };
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
