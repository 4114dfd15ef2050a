/**
 * node scripts/credibility/stuck-chains.ts [seeds] [first]: how many of NUTS's chains (four a seed, 300 + 60 iterations) end on
 * posteriordb's mixture of two normal laws somewhere else than the reference (docs/credibility/samplers.md).
 */
import { densityTarget, nuts, runSampler } from "@homeostat/engine/infer";
import { sharedData } from "@homeostat/testing";
import { gaussMixture } from "../../packages/engine/test/posteriordb/gauss-mixture.ts";
import { readReference, readTables } from "../../packages/engine/test/posteriordb/reference-posterior.ts";

const [seeds = 12, first = 1] = process.argv.slice(2).map(Number);
const folder = sharedData("posteriordb", "posterior_database");
if (folder === null) throw new Error("posteriordb is not among the shared data");
const target = densityTarget(gaussMixture.spec, readTables(folder, gaussMixture));
const reference = readReference(folder, gaussMixture.name);

/** So many standard deviations of the reference off, a chain's mean is not one of this posterior's. */
const far = 6;
const mean = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0) / values.length;
const sdOf = (draws: readonly Float64Array[]) => {
  const all = draws.flatMap((chain) => [...chain]);
  const centre = mean(all);
  return Math.sqrt(mean(all.map((value) => (value - centre) ** 2)));
};
const scales = reference.map(({ draws }) => sdOf(draws));

let stuck = 0;
for (let seed = first; seed < first + seeds; seed++) {
  const { chains, quantities } = runSampler(target, nuts(), { seed, warmUp: 300, draws: 60 });
  chains.forEach(({ values }, index) => {
    const off = reference.map(({ name, mean: known }, k) => ({
      name,
      by: (mean(values[quantities.indexOf(name)]!) - known) / scales[k]!,
    }));
    const worst = off.reduce((a, b) => (Math.abs(b.by) > Math.abs(a.by) ? b : a));
    if (!(Math.abs(worst.by) > far)) return;
    stuck++;
    console.log(
      `seed ${seed}, chain ${index}: ${worst.name} is ${worst.by.toFixed(0)} standard deviations off`,
    );
  });
  console.log(`after ${seed - first + 1} seeds: ${stuck} of ${4 * (seed - first + 1)} chains stuck`);
}
