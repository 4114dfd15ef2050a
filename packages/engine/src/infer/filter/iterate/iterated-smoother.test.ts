/** Where the model or what is seen of it is far from a straight line, against the posterior by quadrature. */
import { describe, expect, test } from "vitest";
import { randomStream } from "../../../ensemble/random-stream.ts";
import { squareRoot } from "../analyse/ensemble-update.ts";
import { together } from "../analyse/together.ts";
import type { Dynamics } from "../contract/dynamics.ts";
import type { NormalPrior } from "../contract/filter.ts";
import { ensembleFilter } from "../ensemble/ensemble-filter.ts";
import { meansOf } from "../inflate/spread.ts";
import type { FilterObservation } from "../observe/observation.ts";
import { benchmarks } from "../test/benchmarks.ts";
import { twinExperiment } from "../test/twin-experiment.ts";
import { iteratedSmoother } from "./iterated-smoother.ts";

const stream = () => randomStream({ seed: 6, purpose: "iterated", member: 0 });
const prior: NormalPrior = { mean: Float64Array.of(1, 0), factor: Float64Array.of(0, 0, 0, 1) };

/** A level that falls by a rate e^z that is not known: after a unit of time it is exp(−e^z). */
const falling: Dynamics = {
  size: 2,
  advance(x, from, to) {
    x[0]! *= Math.exp(-Math.exp(x[1]!) * (to - from));
  },
};
const seenAs = (value: number, variance: number): FilterObservation => ({
  at: 1,
  values: Float64Array.of(value),
  error: Float64Array.of(variance),
  predict: (x, into) => into.fill(x[0]!),
});

/** Mean and standard deviation of z, and ln p(value), by the trapezoidal rule. */
function byQuadrature(value: number, variance: number) {
  let [mass, first, second] = [0, 0, 0];
  const step = 1e-4;
  for (let z = -8; z <= 8; z += step) {
    const residual = value - Math.exp(-Math.exp(z));
    const density = Math.exp(-0.5 * z * z - (0.5 * residual * residual) / variance);
    mass += density;
    first += density * z;
    second += density * z * z;
  }
  const mean = first / mass;
  const scale = 2 * Math.PI * Math.sqrt(variance);
  return { mean, sd: Math.sqrt(second / mass - mean * mean), logEvidence: Math.log((mass * step) / scale) };
}

function rateAfter(value: number, variance: number, most: number) {
  const smoother = iteratedSmoother({ members: 400, most });
  const begun = smoother.begin(prior, stream());
  const forecast = smoother.forecast(begun, falling, 0, 1, stream());
  const { posterior, logEvidence } = smoother.analyse(forecast, seenAs(value, variance), stream());
  const { mean, sd } = smoother.marginals(posterior);
  return { mean: mean[1]!, sd: sd[1]!, level: mean[0]!, logEvidence, smoother, posterior };
}

describe("a rate that is learned from one sharp reading", () => {
  const variance = 0.01 ** 2;
  test.each([0.1, 0.4, 0.75])("of %d has the posterior of quadrature", (value) => {
    const exact = byQuadrature(value, variance);
    const found = rateAfter(value, variance, 20);
    expect(Math.abs(found.mean - exact.mean)).toBeLessThan(0.3 * exact.sd);
    expect(found.sd / exact.sd).toBeGreaterThan(0.75);
    expect(found.sd / exact.sd).toBeLessThan(1.3);
    expect(Math.abs(found.logEvidence - exact.logEvidence)).toBeLessThan(0.3);
  });

  test("is told far less well where the model is not lived again", () => {
    const once = rateAfter(0.75, variance, 1);
    expect(once.sd).toBeGreaterThan(4 * byQuadrature(0.75, variance).sd);
  });

  test("members are courses of the model: each level is what its own rate makes of it", () => {
    const { posterior } = rateAfter(0.4, variance, 20);
    for (let m = 0; m < posterior.weights.length; m++)
      expect(posterior.x[2 * m]!).toBeCloseTo(Math.exp(-Math.exp(posterior.x[2 * m + 1]!)), 12);
  });

  test("the past is improved too, and what is older than the window is not told", () => {
    const { smoother, posterior } = rateAfter(0.4, variance, 20);
    expect(meansOf(smoother.past(posterior, 1))[0]).toBeCloseTo(1, 12);
    expect(() => smoother.past(posterior, 2)).toThrow(expect.objectContaining({ code: "HS1807" }));
  });
});

test.each([{ lag: -1 }, { lag: 0.5 }, { most: 0 }, { tolerance: Number.NaN }])("%j is refused", (wrong) => {
  expect(() => iteratedSmoother({ members: 5, ...wrong })).toThrow(
    expect.objectContaining({ code: "HS1807" }),
  );
});

/** Sakov, Oliver & Bertino 2012, table 1 (doi:10.1175/MWR-D-11-00176.1): iterations halve the error on Lorenz-63 every 0.25. */
test("has its published error where the model bends between observations", () => {
  const benchmark = benchmarks["lorenz63/sakov2012"];
  const run = (filter: Parameters<typeof twinExperiment>[1]) =>
    twinExperiment(benchmark, filter as never, { seed: 2, cycles: 300 }).rmse;
  const iterated = run(iteratedSmoother({ members: 10, rotate: true }) as never);
  const plain = run(ensembleFilter({ members: 10, scheme: together(squareRoot), rotate: true }) as never);
  expect(iterated).toBeLessThan(0.35);
  expect(plain).toBeGreaterThan(1.4 * iterated);
});
