import { expect, test } from "vitest";
import type { Landscape } from "./minimise.ts";
import { modesOf, sharesOf } from "./modes.ts";

/** 4·(x² − 1)² + x/2 + y²: two wells, the deeper one at x near −1. */
const wells = (at: Float64Array): Landscape => {
  const [x, y] = [at[0]!, at[1]!];
  return {
    value: 4 * (x * x - 1) ** 2 + x / 2 + y * y,
    gradient: Float64Array.of(16 * x * (x * x - 1) + 0.5, 2 * y),
    information: Float64Array.of(Math.max(1, 24 * x * x - 8), 0, 0, 1),
  };
};
const scales = Float64Array.of(1.2, 1);

test("a search that begins at the shallower well finds the deeper one, and says both", () => {
  const modes = modesOf(wells, Float64Array.of(0.8, 0.3), scales);
  expect(modes.map(({ at }) => Math.sign(at[0]!))).toEqual([-1, 1]);
  for (const { at, converged } of modes) {
    expect(converged).toBe(true);
    expect(wells(at).gradient[0]).toBeCloseTo(0, 6);
  }
  const [left, right] = sharesOf(modes);
  expect(left! + right!).toBeCloseTo(1, 12);
  // exp(−1/2·(difference of about 1)), and nearly the same curvature on both sides.
  expect(right! / left!).toBeCloseTo(Math.exp(-0.5), 1);
});

test("one well is one mode", () => {
  const bowl = (at: Float64Array): Landscape => ({
    value: at[0]! ** 2,
    gradient: Float64Array.of(2 * at[0]!),
    information: Float64Array.of(1),
  });
  const modes = modesOf(bowl, Float64Array.of(3), Float64Array.of(1));
  expect(modes).toHaveLength(1);
  expect(sharesOf(modes)).toEqual([1]);
});
