import { drawNormal, randomStream } from "@homeostat/engine";
import { describe, expect, test } from "vitest";
import { assimilate } from "../assimilate/assimilate.ts";
import type { Observation } from "../observation/observation.ts";
import {
  basal,
  born,
  meal,
  minute,
  prepareToy,
  reading,
  toyDay,
  wanderingDesign,
} from "../test/toy-person.ts";
import { createTwin } from "../twin/create.ts";
import { calibrated, learnScale, moveWithBand, scaleAt } from "./band.ts";
import { forecastLevels } from "./forecast.ts";
import { forecast } from "./make.ts";
import { calibrationRecord } from "./record.ts";
import { risksOf } from "./risks.ts";

const prepared = prepareToy({ ...wanderingDesign, members: 40 });
const newborn = createTwin(prepared, { subject: "toy", born }, 11);
const after = (observations: readonly Observation[]) => assimilate(prepared, newborn, observations).twin;
const twin = after(toyDay(300));
const ask = { madeAt: twin.watermark, horizonMinutes: 60 };

describe("a forecast", () => {
  const made = forecast(prepared, twin, ask);

  test("stands on the twin's five-minute grid up to the horizon, quantiles ascending", () => {
    expect(made.points.map(({ at }) => (at - twin.watermark) / minute)).toEqual([
      5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60,
    ]);
    for (const { quantiles } of made.points)
      expect([...quantiles]).toEqual(quantiles.toSorted((a, b) => a - b));
  });

  test("is the same each time it is asked for, and has another id for another question", () => {
    expect(forecast(prepared, twin, ask)).toEqual(made);
    expect(forecast(prepared, twin, { ...ask, horizonMinutes: 65 }).id).not.toBe(made.id);
  });

  test("does not depend on its horizon", () => {
    const longer = forecast(prepared, twin, { ...ask, horizonMinutes: 180 });
    expect(longer.points.slice(0, made.points.length)).toEqual(made.points);
  });

  test("grows wider with time, and a silent sensor is forecast across", () => {
    const width = (i: number) => made.points[i]!.quantiles[5]! - made.points[i]!.quantiles[1]!;
    expect(width(11)).toBeGreaterThan(width(0));
    const later = forecast(prepared, twin, { madeAt: twin.watermark + 20 * minute, horizonMinutes: 30 });
    expect(later.points[0]!.at).toBe(twin.watermark + 25 * minute);
  });

  test("is never made for a time before the last measurement", () => {
    const before = { ...ask, madeAt: twin.watermark - minute };
    expect(() => forecast(prepared, twin, before)).toThrow(/1 min before/);
  });

  test("knows a meal that has begun, and a basal rate that goes on", () => {
    const eating = after([...toyDay(300), meal(60, 294)]);
    const last = (one: typeof twin) => forecast(prepared, one, ask).points.at(-1)!.quantiles[3]!;
    expect(last(eating)).toBeGreaterThan(last(twin) + 30);
    expect(last(after([...toyDay(300), basal(9, 250)]))).toBeLessThan(last(twin) - 5);
  });
});

describe("the band learns from its own past", () => {
  test("a band that is too narrow is widened until it holds what it should, and back", () => {
    const stream = randomStream({ seed: 1, purpose: "test", member: 0 });
    const raw = [-1.96, -1.28, -0.674, 0, 0.674, 1.28, 1.96];
    let scale: readonly number[] = [1, 1, 1, 1, 1, 1];
    let inside = 0;
    for (let i = 0; i < 6000; i++) {
      const truth = drawNormal(stream, 0, i < 3000 ? 3 : 0.8);
      const band = calibrated(raw, scale);
      if (i % 3000 >= 1000) inside += Number(band[1]! <= truth && truth <= band[5]!);
      scale = learnScale(scale, band, truth, i);
    }
    expect(inside / 4000).toBeGreaterThan(0.78);
    expect(inside / 4000).toBeLessThan(0.82);
    expect(scale[1]).toBeCloseTo(0.8, 0);
  });

  test("between scored horizons factors go over into each other, beyond they stay", () => {
    const scales = [[1], [4]];
    expect(scaleAt([15, 60], scales, 5)).toEqual([1]);
    expect(scaleAt([15, 60], scales, 37.5)[0]).toBeCloseTo(2, 12);
    expect(scaleAt([15, 60], scales, 240)).toEqual([4]);
  });

  test("members move with their band: quantiles go to quantiles, order is kept", () => {
    const raw = [10, 20, 30, 40, 50, 60, 70];
    const band = calibrated(raw, [2, 2, 1.5, 0.5, 1, 3]);
    raw.forEach((value, i) => {
      expect(moveWithBand(value, raw, band)).toBeCloseTo(band[i]!, 12);
    });
    const moved = [0, 15, 33, 40, 41, 65, 90].map((value) => moveWithBand(value, raw, band));
    expect(moved).toEqual(moved.toSorted((a, b) => a - b));
  });
});

describe("the record", () => {
  test("counts only forecasts whose truth is known, at each scored horizon", () => {
    const record = calibrationRecord(twin);
    expect(record.map(({ horizonMinutes }) => horizonMinutes)).toEqual([10, 30]);
    expect(record[0]!.count).toBeGreaterThan(record[1]!.count - 1);
    expect(record[0]!.count).toBeLessThanOrEqual(20);
    expect(calibrationRecord(newborn)).toEqual([]);
  });

  test("is exact for what can be worked out by hand: a level that never moves", () => {
    const still = after(Array.from({ length: 30 }, (_, i) => reading(140 + (i % 2), 5 * i)));
    const [near] = calibrationRecord(still);
    const { pending, hindsight } = still.tracking;
    expect(hindsight).toBe(0);
    expect(pending.every(({ points }) => points.every(({ at }) => at > still.watermark))).toBe(true);
    // Ten minutes are two readings: "nothing changes" is exactly right.
    expect(near!.persistenceRmse).toBe(0);
    expect(near!.rmse).toBeLessThan(8);
  });

  test("a forecast that the twin could not have made then is not scored", () => {
    const readings = Array.from({ length: 24 }, (_, i) => reading(140 + (i % 3), 5 * i));
    const told = after([...readings, meal(30, 31, { received: born + 62 * minute })]);
    const untold = after([...readings, meal(30, 31, { received: born + 31 * minute })]);
    expect(told.tracking.hindsight).toBe(2);
    expect(untold.tracking.hindsight).toBe(0);
  });
});

test("risks are the weight of members that cross, at their median time", () => {
  const readings = [
    [100, 100, 60, 100],
    [69, 100, 65, 181],
    [60, 90, 80, 190],
  ].map((row) => Float64Array.from(row));
  const alarms = [
    { name: "low", side: "below", limit: 70 },
    { name: "high", side: "above", limit: 180 },
    { name: "never", side: "above", limit: 400 },
  ] as const;
  const weights = Float64Array.of(0.4, 0.3, 0.2, 0.1);
  const [low, high, never] = risksOf(alarms, [0, 300_000, 600_000], readings, weights);
  expect(low!.chance).toBeCloseTo(0.6, 12);
  expect(low!.at).toBeGreaterThan(0);
  expect(high).toEqual({ name: "high", chance: 0.1, at: 300_000 });
  expect(never).toEqual({ name: "never", chance: 0, at: null });
  expect(forecastLevels).toHaveLength(7);
});
