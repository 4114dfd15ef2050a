/**
 * node scripts/measure-assimilation.ts [members] [numbers]: what one CGM point costs, analysis alone: 200 members of 20 numbers
 * unless told otherwise. Processor time of one thread, the least of several blocks after warming up.
 */
import { randomStream } from "@homeostat/engine";
import {
  ensembleFilter,
  type Filter,
  type FilterObservation,
  finiteSize,
  huberLaw,
  particleFilter,
  perturbedObservations,
  relaxedSpread,
  serially,
  squareRoot,
  together,
  unscentedFilter,
} from "@homeostat/engine/infer";

const [members = 200, size = 20] = process.argv.slice(2).map(Number);
const stream = randomStream({ seed: 1, purpose: "measure", member: 0 });
const prior = {
  mean: new Float64Array(size).fill(1),
  factor: Float64Array.from({ length: size * size }, (_, at) => (at % size <= at / size ? 1 / size : 0)),
};
const reading: FilterObservation = {
  at: 0,
  values: Float64Array.of(1.2),
  error: Float64Array.of(0.5),
  laws: [huberLaw(3)],
  refuseBeyond: 8,
  predict: (x, into) => {
    into[0] = x[0]! + 0.1 * x[1]!;
  },
};
const filters: Readonly<Record<string, Filter<unknown>>> = {
  "square root": ensembleFilter({ members, scheme: together(squareRoot) }) as Filter<unknown>,
  "square root, finite size": ensembleFilter({
    members,
    scheme: together(squareRoot, finiteSize()),
  }) as Filter<unknown>,
  "square root, relaxed": ensembleFilter({
    members,
    scheme: together(squareRoot),
    inflation: [relaxedSpread(0.5)],
  }) as Filter<unknown>,
  "serial square root": ensembleFilter({ members, scheme: serially(squareRoot) }) as Filter<unknown>,
  "perturbed observations": ensembleFilter({
    members,
    scheme: together(perturbedObservations),
  }) as Filter<unknown>,
  particle: particleFilter({ members }) as Filter<unknown>,
  unscented: unscentedFilter() as Filter<unknown>,
};

for (const [name, filter] of Object.entries(filters)) {
  const belief = filter.begin(prior, stream);
  const block = () => {
    const began = process.cpuUsage().user;
    for (let i = 0; i < 200; i++) filter.analyse(belief, reading, stream);
    return (process.cpuUsage().user - began) / 200_000;
  };
  const times = Array.from({ length: 12 }, block);
  console.log(`${name}: ${Math.min(...times).toFixed(3)} ms a point (${members} members of ${size} numbers)`);
}
