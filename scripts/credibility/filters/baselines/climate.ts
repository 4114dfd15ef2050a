import type { Moments } from "@homeostat/engine/infer";
import { randomStream } from "@homeostat/engine";
import type { Benchmark } from "../../../../packages/engine/src/infer/filter/test/twin-experiment.ts";
import { truthOf } from "../../../../packages/engine/src/infer/filter/test/twin-experiment.ts";

/**
 * Mean and covariance of a truth over its whole life: all that the baselines know of the system. It is the very truth that
 * is observed (the draws of its observations' errors are passed over), as the published baselines have it.
 */
export function climateOf(benchmark: Benchmark, seed: number, cycles: number): Moments {
  const nature = randomStream({ seed, purpose: "truth", member: 0 });
  const truth = truthOf(benchmark, nature);
  const size = truth.state.length;
  const origin = truth.state.slice();
  const away = new Float64Array(size);
  const sums = new Float64Array(size);
  const products = new Float64Array(size * size);
  let count = 0;
  for (let cycle = 0; cycle < cycles; cycle++) {
    truth.live(cycle, () => {
      for (let i = 0; i < size; i++) {
        away[i] = truth.state[i]! - origin[i]!;
        sums[i]! += away[i]!;
      }
      for (let i = 0, at = 0; i < size; i++)
        for (let j = 0; j < size; j++, at++) products[at]! += away[i]! * away[j]!;
      count++;
    });
    for (let k = 0; k < benchmark.observed.length; k++) nature.uniform();
  }
  const covariance = products.map(
    (sum, at) => (sum - (sums[Math.floor(at / size)]! * sums[at % size]!) / count) / (count - 1),
  );
  return { mean: origin.map((value, i) => value + sums[i]! / count), covariance };
}
