import { randomStream } from "@homeostat/engine";
import { expect, test } from "vitest";
import { glucoseOfDays } from "./glucose-of-days.ts";

const hour = 3_600_000;
const stream = () => randomStream({ seed: 3, member: 0, purpose: "days" });

/** Hourly readings; `level` says how one day lies. */
function readings(days: number, level: (day: number) => number) {
  const times = Float64Array.from({ length: 24 * days }, (_, i) => i * hour);
  const glucose = times.map((_, i) => level(Math.floor(i / 24)) + (i % 2 === 0 ? 5 : -5));
  return { times, glucose };
}

test("days that are all alike leave no doubt; days that differ do, as much as their mean's error says", () => {
  const alike = readings(10, () => 150);
  expect(glucoseOfDays(alike.times, alike.glucose, stream())).toMatchObject({
    days: 10,
    readings: 240,
    mean: { value: 150, interval80: [150, 150] },
    ranges: { inRange: { value: 1, interval80: [1, 1] } },
  });
  const level = (day: number) => (day % 2 === 0 ? 120 : 220);
  const differing = readings(14, level);
  const { mean, ranges } = glucoseOfDays(differing.times, differing.glucose, stream());
  const [low, high] = mean.interval80!;
  /** Standard deviation of the mean of 14 days that are 50 above or below: 50/√14. */
  expect((high - low) / (2 * 1.2816)).toBeCloseTo(50 / Math.sqrt(14), -1);
  expect(mean.value).toBeCloseTo(170, 9);
  expect(ranges.inRange.value).toBeCloseTo(0.5, 9);
  expect(ranges.inRange.interval80![0]).toBeLessThan(0.45);
  expect(ranges.inRange.interval80![1]).toBeGreaterThan(0.55);
});

test("two days do not tell how days differ", () => {
  const { times, glucose } = readings(2, () => 100);
  expect(glucoseOfDays(times, glucose, stream()).mean).toEqual({ value: 100, interval80: null });
});
