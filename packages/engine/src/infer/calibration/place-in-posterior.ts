import type { InferredQuantities } from "./calibration-study.ts";

/**
 * Where the truth lies in its posterior, from 0 to 1: uniform under a right inference, exactly so for independent draws
 * of equal weight. With L draws of which r are smaller and e equal, it is (r + v·(e + 1))/(L + 1), `v` uniform: the rank
 * of Talts et al. 2018, spread evenly over its own step.
 */
export function placeInPosterior(
  posterior: InferredQuantities,
  quantity: number,
  truth: number,
  v: number,
): number {
  if ("shareBelow" in posterior) return posterior.shareBelow(quantity, truth);
  const { draws, weights } = posterior;
  const count = draws.length;
  let [below, equal] = [0, 0];
  draws.forEach((draw, i) => {
    const weight = weights === undefined ? 1 / count : weights[i]!;
    if (draw[quantity]! < truth) below += weight;
    else if (draw[quantity] === truth) equal += weight;
  });
  return (count * (below + v * equal) + v) / (count + 1);
}
