import { expect, test } from "vitest";
import type { DayGrid } from "./day-grid.ts";
import { conga, modd } from "./variability.ts";

const perDay = 288;
const daily = (shift: (day: number) => number): DayGrid => ({
  days: 3,
  perDay,
  glucose: Float64Array.from({ length: 3 * perDay }, (_, cell) => {
    const day = Math.floor(cell / perDay);
    return 120 + 30 * Math.sin((2 * Math.PI * cell) / perDay) + shift(day);
  }),
});

test("days that are alike have no daily difference, whatever goes on within them", () => {
  expect(modd(daily(() => 0))).toBeCloseTo(0, 9);
});

test("the daily difference is the mean size of the change, up and down alike; a steady rise is no net action", () => {
  const [up, down] = [daily((day) => 10 * day), daily((day) => [0, 8, -4][day]!)];
  expect(modd(up)).toBeCloseTo(10, 9);
  expect(conga(up)).toBeCloseTo(0, 6);
  expect(modd(down)).toBeCloseTo((8 + 12) / 2, 9);
});

test("cells without a reading on either day do not count", () => {
  const grid = daily((day) => 10 * day);
  grid.glucose.fill(Number.NaN, 40, 90);
  expect(modd(grid)).toBeCloseTo(10, 9);
});
