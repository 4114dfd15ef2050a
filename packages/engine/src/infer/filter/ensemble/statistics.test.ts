import { expect, test } from "vitest";
import { ornsteinUhlenbeckStep } from "../forecast/ornstein-uhlenbeck.ts";
import { meanOf, quantilesOf, varianceOf } from "./statistics.ts";

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
