/**
 * A mean of n normal values of known variance 1 with a flat prior: without value i the others' mean m predicts it by
 * N(m, 1 + 1/(n − 1)), exactly.
 */
import { expect, test } from "vitest";
import { drawNormal } from "../../ensemble/draw.ts";
import { randomStream } from "../../ensemble/random-stream.ts";
import { leaveOneOut } from "./leave-one-out.ts";
import { fitParetoTail, paretoQuantile } from "./pareto-tail.ts";
import { smoothWeights } from "./smooth-weights.ts";

const stream = (member: number) => randomStream({ seed: 3, member, purpose: "loo" });
const normalLog = (y: number, mean: number, variance: number) =>
  -0.5 * (Math.log(2 * Math.PI * variance) + (y - mean) ** 2 / variance);

function likelihoods(values: readonly number[], draws: number): Float64Array[] {
  const random = stream(0);
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const posterior = Float64Array.from({ length: draws }, () =>
    drawNormal(random, mean, 1 / Math.sqrt(values.length)),
  );
  return values.map((y) => posterior.map((mu) => normalLog(y, mu, 1)));
}

test("leaving one out is what the closed form gives", () => {
  const random = stream(1);
  const values = Array.from({ length: 30 }, () => drawNormal(random, 5));
  const found = leaveOneOut(likelihoods(values, 4000));
  const total = values.reduce((a, b) => a + b, 0);
  const exact = values.map((y) => normalLog(y, (total - y) / 29, 1 + 1 / 29));
  expect([...found.pointwise]).toEqual(exact.map((value) => expect.closeTo(value, 1)));
  expect(Math.abs(found.logScore - exact.reduce((a, b) => a + b, 0))).toBeLessThan(0.05);
  expect(found.effectiveParameters).toBeGreaterThan(0.4);
  expect(found.effectiveParameters).toBeLessThan(1.6);
  expect(found.k.every((k) => k < 0.5)).toBe(true);
});

test("a value that the posterior cannot do without is told by its k", () => {
  const found = leaveOneOut(likelihoods([5, 5.1, 4.9, 14], 4000));
  expect(found.k[3]).toBeGreaterThan(0.7);
  expect(found.k[0]).toBeLessThan(found.k[3]!);
});

test.each([0, 0.3, 0.8])("the shape %d of a Pareto tail is found", (shape) => {
  const values = Float64Array.from({ length: 2000 }, (_, i) =>
    paretoQuantile({ shape, scale: 2 }, (i + 0.5) / 2000),
  );
  const fitted = fitParetoTail(values);
  expect(Math.abs(fitted.shape - shape)).toBeLessThan(0.05);
  expect(Math.abs(fitted.scale / 2 - 1)).toBeLessThan(0.05);
});

test("weights that are all alike stay so; the smoothed sum to one and keep their order", () => {
  expect([...smoothWeights(new Float64Array(100)).logWeights]).toEqual(
    Array.from({ length: 100 }, () => expect.closeTo(-Math.log(100), 12)),
  );
  const random = stream(2);
  const raw = Float64Array.from({ length: 500 }, () => 2 * drawNormal(random));
  const { logWeights } = smoothWeights(raw);
  expect(logWeights.reduce((sum, value) => sum + Math.exp(value), 0)).toBeCloseTo(1, 12);
  const order = (values: Float64Array) => [...values.keys()].sort((a, b) => values[a]! - values[b]!);
  expect(order(logWeights)).toEqual(order(raw));
});
