import { expect, test } from "vitest";
import { ornsteinUhlenbeckStep } from "./ensemble-noise.ts";
import { meanOf, quantilesOf, varianceOf } from "./ensemble-statistics.ts";
import { freeDeviation, freeValue, transformOf } from "./ensemble-transform.ts";

const equal = (n: number) => new Float64Array(n).fill(1 / n);

test("with equal weights these are the textbook mean, unbiased variance and type-5 quantiles", () => {
  const values = Float64Array.of(3, 1, 4, 1, 5);
  expect(meanOf(values, equal(5))).toBeCloseTo(2.8, 12);
  expect(varianceOf(values, equal(5))).toBeCloseTo(3.2, 12);
  const found = [...quantilesOf(values, equal(5), [0.05, 0.25, 0.5, 0.75, 0.95])];
  [1, 1, 3, 4.25, 5].forEach((value, i) => {
    expect(found[i]).toBeCloseTo(value, 12);
  });
});

test("a weight counts as that many members", () => {
  const twice = quantilesOf(Float64Array.of(1, 2, 2, 9), equal(4), [0.5]);
  const weighted = quantilesOf(Float64Array.of(9, 2, 1), Float64Array.of(0.25, 0.5, 0.25), [0.5]);
  expect(weighted[0]).toBeCloseTo(twice[0]!, 12);
});

test("two steps of a wandering input are one step of twice the time", () => {
  const one = ornsteinUhlenbeckStep(10, 30, 2);
  const half = ornsteinUhlenbeckStep(5, 30, 2);
  expect(half.keep ** 2).toBeCloseTo(one.keep, 12);
  expect(half.add ** 2 * (1 + half.keep ** 2)).toBeCloseTo(one.add ** 2, 12);
  expect(ornsteinUhlenbeckStep(5, 0, 2)).toEqual({ keep: 0, add: 2 });
});

test.each([
  [{ kind: "logNormal", cv: 0.3 }, 0.02],
  [{ kind: "normal", sd: 2 }, -4],
  [{ kind: "logitNormal", sd: 1, low: 0, high: 10 }, 9.5],
  [{ kind: "uniform", low: 5, high: 6 }, 5.25],
] as const)("%j leads to its free scale and back", (spread, value) => {
  const transform = transformOf(spread);
  expect(transform.from(freeValue(transform, "p", value))).toBeCloseTo(value, 12);
  expect(freeDeviation(spread)).toBeGreaterThan(0);
});

test("a value outside its bounds is refused by name", () => {
  const transform = transformOf({ kind: "uniform", low: 5, high: 6 });
  expect(() => freeValue(transform, "kabs", 7)).toThrow(/kabs = 7/);
});
