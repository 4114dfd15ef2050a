import { expect, it } from "vitest";
import { differenceRange, differenceShape, largest } from "./difference-geometry.ts";

const points = [
  { at: 0, quantiles: [0, 0, 0, 0, 0, 0, 0] },
  { at: 10, quantiles: [-60, -43, -38, -30, -20, -10, -5] },
  { at: 20, quantiles: [-40, -30, -25, -20, -15, -10, -5] },
];
const box = { left: 0, right: 100, top: 0, bottom: 100 };

it("stands evenly around nothing, in whole steps", () => {
  expect(differenceRange(points, 20)).toEqual([-60, 60]);
  expect(differenceRange([], 20)).toEqual([-40, 40]);
  expect(differenceShape(points, box, 20).zero).toBe(50);
});

it("draws the middle through its own quantile and closes the bands", () => {
  const { median, bands } = differenceShape(points, box, 20);
  expect(median).toBe("M0.0 50.0L50.0 75.0L100.0 66.7");
  expect(bands.length).toBe(3);
  expect(bands.every((band) => band.endsWith("Z"))).toBe(true);
});

it("finds where the change matters most", () => {
  expect(largest(points)?.at).toBe(10);
  expect(largest([])).toBeNull();
});
