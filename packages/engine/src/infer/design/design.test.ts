/** For a straight line the tangent is the model, so that what a value was expected to teach is what it teaches. */
import { expect, test } from "vitest";
import { mapEstimate } from "../map/map-estimate.ts";
import { prepareModel } from "../map/prepare-model.ts";
import { closedForm, mixed, subject } from "../map/test/line.ts";
import { expectedFrom } from "./expected-information.ts";
import { weakEffects } from "./identifiability.ts";
import { rankMeasurements } from "./sampling-times.ts";

const prepared = prepareModel(mixed);
const points = [
  [1, 12.1],
  [2, 13.9],
] as const;
const determinant = ([a, b, , c]: ArrayLike<number> & Iterable<number>) => a! * c! - b! * b!;

test("expected gain and shrinkage are those that the value brings, and the farthest time tells the slope", () => {
  const estimate = mapEstimate(prepared, subject(points));
  const candidates = [0.5, 3, 12].map((time) => ({ time, of: 0 }));
  const ranked = rankMeasurements(prepared, subject(points), estimate, candidates);
  expect(ranked.map(({ time }) => time)).toEqual([12, 3, 0.5]);
  const before = closedForm(points).covariance as number[];
  for (const { time, gain, shrinks } of ranked) {
    const sorted = [...points, [time, 20] as const].sort((a, b) => a[0] - b[0]);
    const after = closedForm(sorted).covariance as number[];
    expect(gain).toBeCloseTo(0.5 * Math.log(determinant(before) / determinant(after)), 8);
    expect([...shrinks]).toEqual([0, 3].map((k) => expect.closeTo(1 - after[k]! / before[k]!, 8)));
  }
});

test("a time before the person's record is refused", () => {
  const estimate = mapEstimate(prepared, subject(points));
  expect(() => rankMeasurements(prepared, subject(points), estimate, [{ time: -1, of: 0 }])).toThrowError(
    expect.objectContaining({ code: "HS1667" }),
  );
});

test("two values together take away what one after the other does; values that share an error, less", () => {
  const known = Float64Array.of(1, 0.3, 0.3, 2);
  const slopes = [Float64Array.of(1, 0.5), Float64Array.of(-0.4, 1)];
  const both = expectedFrom(known, slopes, Float64Array.of(0.5, 0, 0, 0.8));
  const first = expectedFrom(known, [slopes[0]!], Float64Array.of(0.5));
  const shared = [1 + 0.5 * 0.3, 0.3 + 0.5 * 2];
  const signal = shared[0]! + 0.5 * shared[1]! + 0.5;
  const after = known.map((value, at) => value - (shared[at >> 1]! * shared[at % 2]!) / signal);
  const second = expectedFrom(after, [slopes[1]!], Float64Array.of(0.8));
  expect(both.gain).toBeCloseTo(first.gain + second.gain, 12);
  for (const k of [0, 1])
    expect(1 - both.shrinks[k]!).toBeCloseTo((1 - first.shrinks[k]!) * (1 - second.shrinks[k]!), 12);
  const twice = [slopes[0]!, slopes[0]!];
  const apart = expectedFrom(known, twice, Float64Array.of(0.5, 0, 0, 0.5));
  const alike = expectedFrom(known, twice, Float64Array.of(0.5, 0.4, 0.4, 0.5));
  expect(alike.shrinks[0]).toBeLessThan(apart.shrinks[0]!);
  expect(alike.shrinks[0]).toBeGreaterThan(first.shrinks[0]!);
});

test("effects that the data leave as they were, or confuse, are named", () => {
  const names = ["CL", "V", "KA"];
  const prior = Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1);
  const posterior = Float64Array.of(0.2, 0.19, 0, 0.19, 0.2, 0, 0, 0, 0.98);
  expect(weakEffects(names, prior, posterior)).toEqual([
    { name: "CL", learned: 0.8, confusedWith: { name: "V", correlation: expect.closeTo(0.95) } },
    { name: "V", learned: 0.8, confusedWith: { name: "CL", correlation: expect.closeTo(0.95) } },
    { name: "KA", learned: expect.closeTo(0.02) },
  ]);
  expect(
    weakEffects(
      names,
      prior,
      prior.map((value) => value / 5),
    ),
  ).toEqual([]);
});
