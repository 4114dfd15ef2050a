import { expect, test } from "vitest";
import { gaspariCohn } from "./gaspari-cohn.ts";

test("falls from 1 to 0 at twice its half width, smoothly", () => {
  expect(gaspariCohn(0, 3)).toBe(1);
  expect(gaspariCohn(6, 3)).toBe(0);
  expect(gaspariCohn(3, 3)).toBeCloseTo(5 / 24, 12);
  expect(gaspariCohn(-2, 3)).toBe(gaspariCohn(2, 3));
  for (const at of [3, 6]) {
    const slope = (from: number) => (gaspariCohn(from + 1e-6, 3) - gaspariCohn(from, 3)) / 1e-6;
    expect(slope(at)).toBeCloseTo(slope(at - 1e-6), 4);
  }
  expect(gaspariCohn(1.82, 1.82 * 1.82) - Math.exp(-0.5 / 1.82 ** 2)).toBeLessThan(0.02);
});
