/**
 * Sakov 2012 (doi:10.1175/MWR-D-11-00176.1): Lorenz-63 every 0.25 with errors of variance 2. Sakov & Oke 2008, table 1 (doi:10.1111/j.1600-0870.2007.00299.x): Lorenz-96, 40 variables observed every 0.05 with error
 * 1. A small run of what `scripts/credibility/filters.ts` runs at length.
 */
import { expect, test } from "vitest";
import { perturbedObservations, squareRoot } from "../analyse/ensemble-update.ts";
import { locally } from "../analyse/locally.ts";
import { serially } from "../analyse/serially.ts";
import { together } from "../analyse/together.ts";
import type { Scheme } from "../analyse/scheme.ts";
import type { Filter } from "../contract/filter.ts";
import type { Ensemble } from "../ensemble/ensemble.ts";
import { ensembleFilter } from "../ensemble/ensemble-filter.ts";
import { finiteSize } from "../inflate/finite-size.ts";
import { multiplicative } from "../inflate/posterior-inflation.ts";
import { particleFilter } from "../particle/particle-filter.ts";
import { kernelJitter } from "../particle/regularise.ts";
import { benchmarks, neighbourhoodsOf, tapersOf } from "./benchmarks.ts";
import { twinExperiment } from "./twin-experiment.ts";

const lorenz = { ...benchmarks["lorenz96/sakov2008"], burnIn: 5 };
const cases: readonly (readonly [Scheme, number, number, boolean, number, number])[] = [
  [together(perturbedObservations), 40, 1.06, false, 0.23, 400],
  [together(squareRoot), 24, 1.013, true, 0.19, 400],
  [serially(squareRoot), 28, 1.02, true, 0.19, 400],
  [locally(squareRoot, neighbourhoodsOf(lorenz, 4 * 1.82)), 7, 1.04, true, 0.23, 400],
  [serially(squareRoot, ...tapersOf(lorenz, 6 * 1.82)), 7, 1.07, true, 0.24, 2000],
];
const named = cases.map(
  ([scheme, members, factor, rotate, bar, cycles], i) =>
    [`${scheme.name} (${i})`, { scheme, members, factor, rotate, bar, cycles }] as const,
);

test.each(named)("%s has its published error", (_, { scheme, members, factor, rotate, bar, cycles }) => {
  const filter = ensembleFilter({ members, scheme, rotate, inflation: [multiplicative(factor)] });
  const { rmse, spread } = twinExperiment(lorenz, filter, { seed: 3, cycles });
  expect(rmse).toBeLessThan(bar);
  expect(spread / rmse).toBeGreaterThan(0.8);
  expect(spread / rmse).toBeLessThan(1.4);
});

/** Published with the same settings: 0.38 and 0.54. */
const few: readonly (readonly [string, Filter<Ensemble>, number])[] = [
  ["particles", particleFilter({ members: 100, threshold: 0.3, regularisation: [kernelJitter(2.4)] }), 0.42],
  [
    "finite size",
    ensembleFilter({ members: 10, scheme: together(squareRoot, finiteSize()), rotate: true }),
    0.6,
  ],
];

test.each(few)("%s have their published error on three variables", (_, filter, bar) => {
  const { rmse, spread } = twinExperiment(benchmarks["lorenz63/sakov2012"], filter, { seed: 2 });
  expect(rmse).toBeLessThan(bar);
  expect(spread / rmse).toBeGreaterThan(0.8);
});
