/** Quantiles of tables: chi-squared (gamma of shape ν/2, scale 2) and Student's t, Abramowitz & Stegun tables 26.8, 26.10. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { randomStream } from "../../ensemble/random-stream.ts";
import { jointPrior } from "./joint-prior.ts";
import { logGamma } from "./log-gamma.ts";
import { type Prior, priorDistribution } from "./prior.ts";

const priors: readonly Prior[] = [
  { kind: "normal", mean: 3, sd: 2 },
  { kind: "logNormal", median: 5, cv: 0.4 },
  { kind: "logitNormal", median: 0.3, sd: 1.2, low: 0, high: 1 },
  { kind: "uniform", low: -2, high: 7 },
  { kind: "gamma", shape: 0.4, scale: 3 },
  { kind: "gamma", shape: 25, scale: 0.2 },
  { kind: "student", location: 1, scale: 0.5, degrees: 4 },
  { kind: "student", location: 0, scale: 1, degrees: 1.5 },
];

test.each([
  [1, 0.95, 3.84146],
  [10, 0.99, 23.2093],
  [10, 0.005, 2.15585],
  [100, 0.95, 124.342],
])("chi-squared with %d degrees: %d", (degrees, probability, value) => {
  const { quantile } = priorDistribution({ kind: "gamma", shape: degrees / 2, scale: 2 });
  expect(quantile(probability) / value).toBeCloseTo(1, 5);
});

test.each([
  [1, 0.975, 12.706],
  [4, 0.995, 4.604],
  [30, 0.95, 1.697],
])("Student with %d degrees: %d", (degrees, probability, value) => {
  const { quantile } = priorDistribution({ kind: "student", location: 0, scale: 1, degrees });
  expect(quantile(probability)).toBeCloseTo(value, 3);
  expect(quantile(1 - probability)).toBeCloseTo(-value, 3);
});

test("the gamma function of whole and half numbers", () => {
  expect(logGamma(11)).toBeCloseTo(Math.log(3_628_800), 12);
  expect(logGamma(0.5)).toBeCloseTo(0.5 * Math.log(Math.PI), 14);
});

test.each(priors)("%j: the free scale goes there and back, and its slope is that of differences", (prior) => {
  const { fromFree, toFree, slope } = priorDistribution(prior);
  fc.assert(
    fc.property(fc.double({ min: -5, max: 5, noNaN: true }), (z) => {
      const h = 1e-5;
      const difference = (fromFree(z + h) - fromFree(z - h)) / (2 * h);
      expect(Math.abs(toFree(fromFree(z)) - z)).toBeLessThan(1e-8);
      expect(Math.abs(slope(z) / difference - 1)).toBeLessThan(1e-4);
    }),
    { numRuns: 60 },
  );
});

test.each(priors)("%j: its density sums to one", (prior) => {
  const { fromFree, density } = priorDistribution(prior);
  const edges = Array.from({ length: 4001 }, (_, i) => fromFree(-5 + i / 400));
  let sum = 0;
  for (let i = 1; i < edges.length; i++) {
    const middle = (edges[i]! + edges[i - 1]!) / 2;
    sum += density(middle) * (edges[i]! - edges[i - 1]!);
  }
  expect(Math.abs(sum - 1)).toBeLessThan(3e-3);
});

test("numbers that describe no law are refused", () => {
  const wrong: readonly Prior[] = [
    { kind: "normal", mean: 0, sd: 0 },
    { kind: "uniform", low: 2, high: 2 },
    { kind: "gamma", shape: -1, scale: 1 },
    { kind: "logitNormal", median: 2, sd: 1, low: 0, high: 1 },
    { kind: "normal", mean: Number.NaN, sd: 1 },
    { kind: "uniform", low: Number.NEGATIVE_INFINITY, high: 1 },
    { kind: "beta", a: 1, b: 2 } as unknown as Prior,
  ];
  for (const prior of wrong)
    expect(() => priorDistribution(prior)).toThrowError(expect.objectContaining({ code: "HS1653" }));
  expect(() => jointPrior({ a: priors[0]! }, Float64Array.of(2))).toThrowError(
    expect.objectContaining({ code: "HS1653" }),
  );
});

test("correlations that are not the same both ways are refused", () => {
  const skew = () => jointPrior({ a: priors[0]!, b: priors[1]! }, Float64Array.of(1, 0.5, -0.5, 1));
  expect(skew).toThrowError(/not symmetric/);
});

test("Student's law of very many degrees is normal", () => {
  for (const degrees of [9e6, 1e8, 1e12]) {
    const { quantile } = priorDistribution({ kind: "student", location: 3, scale: 2, degrees });
    expect((quantile(0.975) - 3) / 2).toBeCloseTo(1.959964, 6);
  }
});

test("draws of a joint prior have its medians and correlations", () => {
  const joint = jointPrior({ a: priors[1]!, b: priors[5]! }, Float64Array.of(1, 0.7, 0.7, 1));
  const stream = randomStream({ seed: 1, member: 0, purpose: "test" });
  const draws = Array.from({ length: 4000 }, () => joint.sample(stream));
  const scores = draws.map((one) => joint.names.map((name, i) => joint.marginals[i]!.toFree(one[name]!)));
  const product = scores.reduce((sum, [a, b]) => sum + a! * b!, 0) / scores.length;
  expect(Math.abs(product - 0.7)).toBeLessThan(0.06);
  const below = draws.filter(({ a }) => a! < 5).length / draws.length;
  expect(Math.abs(below - 0.5)).toBeLessThan(0.03);
});
