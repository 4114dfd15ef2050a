import type { RandomStream } from "../../ensemble/random-stream.ts";
import { runChain } from "../samplers/run-sampler.ts";
import type { ChainPlan, Sampler } from "../samplers/sampler.ts";
import type { Target } from "../samplers/target.ts";
import type { InferredQuantities } from "./calibration-study.ts";

/**
 * A target's quantities by one chain, thinned to `keep` draws, for a calibration study: the longer the chain behind each
 * draw, the nearer to independent.
 */
export function sampledQuantities(
  target: Target,
  sampler: Sampler,
  { keep, ...plan }: ChainPlan & { readonly keep: number },
  stream: RandomStream,
): InferredQuantities {
  const seed = Math.floor(stream.uniform() * Number.MAX_SAFE_INTEGER);
  const { values } = runChain(target, sampler, plan, { seed, index: 0 });
  const count = values[0]!.length;
  const draws = Array.from({ length: keep }, (_, i) => {
    const at = Math.floor(((i + 1) * count) / keep) - 1;
    return values.map((column) => column[at]!);
  });
  return { draws };
}
