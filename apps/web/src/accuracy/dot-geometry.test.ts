import { expect, it } from "vitest";
import { covered, equalScale } from "./dot-geometry.ts";

const person = (truth: number, median: number) => ({
  id: String(truth),
  name: "n",
  truth,
  median,
  low80: median * 0.9,
  high80: median * 1.1,
});

it("has one scale for both axes: equal values stand on the diagonal", () => {
  const { x, y } = equalScale([person(1, 1), person(100, 90)], 200, 10);
  for (const value of [1, 7, 42, 99]) expect(x(value)).toBeCloseTo(200 - y(value));
  expect(x(10) - x(1)).toBeCloseTo(x(100) - x(10));
});

it("knows whether the truth was caught", () => {
  expect(covered(person(10, 10.5))).toBe(true);
  expect(covered(person(10, 20))).toBe(false);
});
