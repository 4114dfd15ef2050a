import type { RandomStream } from "../../ensemble/random-stream.ts";
import { runSampler, type SamplingOptions } from "../samplers/run-sampler.ts";
import type { Sampler } from "../samplers/sampler.ts";
import type { Target } from "../samplers/target.ts";
import type { InferredQuantities } from "./calibration-study.ts";

/** Complaints under which draws are not yet those of the posterior. */
const unsettled: ReadonlySet<string> = new Set(["chains apart", "modes apart", "few draws"]);

/**
 * A target's quantities by a sampler as anybody runs it, thinned to `keep` draws of all chains, for a calibration study:
 * the more the chains are worth, the nearer to independent are these. Declared valid where the sampler's own
 * diagnostics hold.
 */
export function sampledQuantities(
  target: Target,
  sampler: Sampler,
  { keep, ...options }: Omit<SamplingOptions, "seed"> & { readonly keep: number },
  stream: RandomStream,
): InferredQuantities {
  const seed = Math.floor(stream.uniform() * Number.MAX_SAFE_INTEGER);
  const { quantities, chains, complaints } = runSampler(target, sampler, { ...options, seed });
  const each = chains[0]!.values[0]!.length;
  const count = each * chains.length;
  const draws = Array.from({ length: keep }, (_, i) => {
    const at = Math.floor(((i + 1) * count) / keep) - 1;
    const { values } = chains[Math.floor(at / each)]!;
    return quantities.map((_, k) => values[k]![at % each]!);
  });
  return { draws, valid: !complaints.some(({ kind }) => unsettled.has(kind)) };
}
