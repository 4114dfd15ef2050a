import { expect, test } from "vitest";
import { PropagatorMaker } from "./propagator.ts";

/** exp of [[-a, 0], [a, -b]], the one-compartment model with absorption (Bateman 1910). */
test.each([
  [1.2, 0.1, 7],
  [3000, 1e-3, 24],
  [0.5, 0.4999, 2],
])("absorption %d, elimination %d, over %d", (a, b, t) => {
  const { transition, response } = new PropagatorMaker(2, 0).make(Float64Array.of(-a, 0, a, -b), t);
  const bateman = (a * Math.exp(-b * t) * -Math.expm1(-(a - b) * t)) / (a - b);
  const expected = [Math.exp(-a * t), 0, bateman, Math.exp(-b * t)];
  expected.forEach((value, i) => {
    expect(Math.abs(transition[i]! - value)).toBeLessThan(1e-11 * (1 + value));
  });
  expect(Math.abs(response[3]! / (-Math.expm1(-b * t) / b) - 1)).toBeLessThan(1e-11);
});

test("derivatives are those of the numbers: d exp(-kt)/dk = -t·exp(-kt)", () => {
  const { transition, response } = new PropagatorMaker(1, 1).make(Float64Array.of(-0.3, -1), 5);
  expect(transition[1]! / (-5 * Math.exp(-1.5))).toBeCloseTo(1, 13);
  const psi = (k: number) => -Math.expm1(-5 * k) / k;
  expect(response[1]!).toBeCloseTo((psi(0.3 + 1e-6) - psi(0.3 - 1e-6)) / 2e-6, 6);
});

test("a matrix that is singular or not finite", () => {
  expect([...new PropagatorMaker(2, 0).make(new Float64Array(4), 3).response]).toEqual([3, 0, 0, 3]);
  expect(
    new PropagatorMaker(1, 0).make(Float64Array.of(Number.POSITIVE_INFINITY), 1).transition[0],
  ).toBeNaN();
});
