import { expect, it } from "vitest";
import { dotScale } from "./learned-geometry.ts";

it("spans the width, by ratio for decades and by difference for neighbours", () => {
  const decades = dotScale([1, 100], 116);
  expect(decades(1)).toBe(8);
  expect(decades(10)).toBeCloseTo(58);
  expect(decades(100)).toBeCloseTo(108);
  const close = dotScale([10, 20], 116);
  expect(close(15)).toBeCloseTo(58);
  expect(dotScale([3, 3], 116)(3)).toBe(8);
});
