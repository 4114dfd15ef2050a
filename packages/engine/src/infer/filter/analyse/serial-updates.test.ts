/** Updates of single numbers: what each is exact in, against Kalman's posterior of the members' own moments and by quadrature. */
import { expect, test } from "vitest";
import { normalQuantile } from "../../../ensemble/normal-quantile.ts";
import { randomStream } from "../../../ensemble/random-stream.ts";
import type { NormalPrior } from "../contract/filter.ts";
import type { Ensemble } from "../ensemble/ensemble.ts";
import { ensembleFilter } from "../ensemble/ensemble-filter.ts";
import type { FilterObservation } from "../observe/observation.ts";
import { rankHistogram } from "./rank-histogram.ts";
import { secondOrderExact } from "./second-order-exact.ts";
import { unitPerturbations } from "./serial-update.ts";
import { serially } from "./serially.ts";
import { squareRoot } from "./ensemble-update.ts";

const stream = () => randomStream({ seed: 14, purpose: "serial", member: 0 });
const prior: NormalPrior = {
  mean: Float64Array.of(1, 2, 0),
  factor: Float64Array.of(1, 0, 0, 0.5, 1, 0, -0.3, 0.2, 0.8),
};
const observation: FilterObservation = {
  at: 0,
  values: Float64Array.of(1.5, 0.5),
  error: Float64Array.of(0.4, 0.7),
  predict: (x, into) => into.set([x[0]! + x[1]!, x[2]!]),
};
const analysed = (filter: ReturnType<typeof ensembleFilter>, begun: Ensemble) =>
  filter.moments(filter.analyse(begun, observation, stream()).posterior);

test("second-order exact perturbations have Kalman's moments of the members' own, with few members", () => {
  const exact = ensembleFilter({ members: 8, scheme: serially(squareRoot) });
  const begun = exact.begin(prior, stream());
  const wanted = analysed(exact, begun);
  const found = analysed(ensembleFilter({ members: 8, scheme: serially(secondOrderExact) }), begun);
  for (const what of ["mean", "covariance"] as const)
    for (const [at, value] of found[what].entries()) expect(value).toBeCloseTo(wanted[what][at]!, 10);
  const loose = analysed(ensembleFilter({ members: 8, scheme: serially(unitPerturbations) }), begun);
  expect(Math.abs(loose.covariance[0]! - wanted.covariance[0]!)).toBeGreaterThan(1e-3);
});

test("the rank histogram keeps two hills where Kalman's update has one", () => {
  const members = 2000;
  const x = Float64Array.from({ length: members }, (_, m) => {
    const z = 0.3 * normalQuantile((m + 0.5) / members);
    return m % 2 === 0 ? -2 + z : 2 + z;
  });
  const begun: Ensemble = { size: 1, x, weights: new Float64Array(members).fill(1 / members) };
  const seen: FilterObservation = {
    at: 0,
    values: Float64Array.of(0.5),
    error: Float64Array.of(2),
    predict: (state, into) => into.fill(state[0]!),
  };
  const filter = ensembleFilter({ members, scheme: serially(rankHistogram) });
  const { posterior } = filter.analyse(begun, seen, stream());
  const above = posterior.x.filter((value) => value > 0).length / members;
  /** Each hill of mean ±2 and variance 0.09 counts by the density of 0.5 under a variance of 2.09. */
  const odds = Math.exp((-0.5 * (1.5 ** 2 - 2.5 ** 2)) / 2.09);
  expect(above).toBeCloseTo(odds / (1 + odds), 1);
  expect(posterior.x.filter((value) => Math.abs(value) < 0.7).length).toBeLessThan(3);
});

test("a rank histogram's two tails are mirrors of each other", () => {
  const basis = Float64Array.of(-1.6, -0.3, 0.2, 0.5, 1.2);
  const weights = new Float64Array(5).fill(0.2);
  const follow = rankHistogram.start({} as never, {} as never, () => 0);
  const one = follow({ strength: 1.5, residual: 0.8, basis, weights });
  const other = follow({ strength: 1.5, residual: -0.8, basis: basis.map((value) => -value), weights });
  expect(other.shift).toBeCloseTo(-one.shift, 12);
  for (const [m, value] of one.deviations.entries()) expect(other.deviations[m]).toBeCloseTo(-value, 12);
  expect(one.deviations.every((value) => Math.abs(value) < 2)).toBe(true);
});
