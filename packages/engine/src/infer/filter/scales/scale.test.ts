import { expect, test } from "vitest";
import { randomStream } from "../../../ensemble/random-stream.ts";
import { driftNoise } from "../forecast/normal-noise.ts";
import { unscentedFilter } from "../unscented/unscented-filter.ts";
import { amountScale, fromNatural } from "./scale.ts";

const scale = amountScale(20);
const stream = randomStream({ seed: 1, purpose: "scales", member: 0 });

test("an amount's scale is the amount itself near nothing and its logarithm far above", () => {
  for (const value of [-3, 0, 1e-9, 5, 20, 4000])
    expect(scale.fromFree(scale.toFree(value))).toBeCloseTo(value, 9);
  expect(scale.toFree(0.02)).toBeCloseTo(0.001, 9);
  expect(scale.toFree(8000) - scale.toFree(4000)).toBeCloseTo(Math.LN2, 4);
  expect(() => amountScale(0)).toThrow(expect.objectContaining({ code: "HS1807" }));
});

const filter = unscentedFilter({ scales: [scale] });
const prior = { mean: Float64Array.of(500), factor: Float64Array.of(200) };

test("what is linear on the scale is Kalman's update there", () => {
  const begun = filter.begin(prior, stream);
  const observation = {
    at: 0,
    values: Float64Array.of(3),
    error: Float64Array.of(0.04),
    predict: (x: Float64Array, into: Float64Array) => void into.fill(scale.toFree(x[0]!)),
  };
  const free = { ...observation, predict: (z: Float64Array, into: Float64Array) => void into.fill(z[0]!) };
  const found = filter.analyse(begun, observation, stream);
  const wanted = unscentedFilter().analyse(begun, free, stream);
  expect(found.posterior.mean[0]).toBeCloseTo(wanted.posterior.mean[0]!, 10);
  expect(found.posterior.factor[0]).toBeCloseTo(wanted.posterior.factor[0]!, 10);
  expect(found.logEvidence).toBeCloseTo(wanted.logEvidence, 10);
  const [low, high] = filter.quantiles(found.posterior, 0, [0.1, 0.9]);
  expect(high! - scale.fromFree(found.posterior.mean[0]!)).toBeGreaterThan(
    scale.fromFree(found.posterior.mean[0]!) - low!,
  );
});

test("mean and spread of an amount come back as they went in, and chance adds its variance", () => {
  const begun = filter.begin({ mean: Float64Array.of(500), factor: Float64Array.of(50) }, stream);
  const { mean, sd } = filter.marginals(begun);
  expect(Math.abs(mean[0]! / 500 - 1)).toBeLessThan(1e-3);
  expect(Math.abs(sd[0]! / 50 - 1)).toBeLessThan(0.02);
  const drifting = { size: 1, advance: () => {}, noise: driftNoise(Float64Array.of(100)) };
  const later = filter.marginals(filter.forecast(begun, drifting, 0, 9, stream));
  expect(Math.abs(later.sd[0]! / Math.hypot(50, 30) - 1)).toBeLessThan(0.02);
});

test("a prediction sees natural numbers", () => {
  const into = new Float64Array(1);
  fromNatural((x, out) => out.set(x), [scale])(Float64Array.of(scale.toFree(70)), into);
  expect(into[0]).toBeCloseTo(70, 9);
});
