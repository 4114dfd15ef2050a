import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BandCalibration } from "./calibration.ts";
import { cgmSeries } from "./cgm-series.ts";
import { lagCount, lagsAt } from "../pattern/lags.ts";
import { highLevel, levelCount, lowLevel, medianLevel } from "./forecaster.ts";
import { PersonReplay } from "./replay.ts";
import { ScoreSheet } from "./score.ts";
import { segmentsOf } from "./segments.ts";
import { timeline } from "./timeline.ts";
import { virtualSeries } from "./virtual-series.fixture.ts";

const minute = 60_000;
const seriesAt = (minutes: readonly number[]) =>
  cgmSeries(
    "someone",
    minutes.map((at) => ({ at: at * minute, glucose: 100 + at })),
  );

describe("a series", () => {
  test("is put in order, with the mean of several readings at one instant", () => {
    const series = cgmSeries("someone", [
      { at: 5, glucose: 100 },
      { at: 0, glucose: 90 },
      { at: 5, glucose: 110 },
      { at: 5, glucose: 120 },
    ]);
    expect([...series.times]).toEqual([0, 5]);
    expect([...series.glucose]).toEqual([90, 110]);
  });

  test.each([
    [Number.NaN, 100],
    [0, -5],
    [0, 0],
    [0, Number.POSITIVE_INFINITY],
    [0, Number.NaN],
  ])("refuses a reading at %d of %d mg/dL", (at, glucose) => {
    expect(() => cgmSeries("someone", [{ at, glucose }])).toThrow(/glucose of/);
  });

  test("is cut where more than 45 min lie between readings", () => {
    const { times } = seriesAt([0, 5, 50, 96, 101]);
    expect(segmentsOf(times, 45)).toEqual([
      { from: 0, to: 3 },
      { from: 3, to: 5 },
    ]);
    expect(segmentsOf(new Float64Array(0), 45)).toEqual([]);
  });
});

test("the timeline plays every reading once, in order of time", () => {
  const minutes = fc.uniqueArray(fc.integer({ min: 0, max: 500 }), { maxLength: 30 });
  fc.assert(
    fc.property(fc.array(minutes, { maxLength: 6 }), (people) => {
      const series = people.map(seriesAt);
      const played = [...timeline(series)].map(({ person, reading }) => series[person]!.times[reading]!);
      expect(played).toEqual(
        people
          .flat()
          .map((at) => at * minute)
          .sort((a, b) => a - b),
      );
    }),
  );
});

describe("a context", () => {
  test("lies on lines between past readings, and stands still before the stretch began", () => {
    const { times, glucose } = seriesAt([0, 7, 10, 20]);
    const lags = lagsAt(times, glucose, 0, 3);
    expect([...lags.slice(0, 6)]).toEqual([120, 115, 110, 105, 100, 100]);
    expect(lags.length).toBe(lagCount);
    expect([...lagsAt(times, glucose, 1, 3).slice(0, 5)]).toEqual([120, 115, 110, 107, 107]);
  });

  test("and its truth meet the readings that were played, and no others", () => {
    const series = virtualSeries(3, { days: 1 });
    const replay = new PersonReplay(series, 0, 12, 45);
    let played = -1;
    let episodes = 0;
    const listener = {
      onContext({ madeAt, times, lags }: Parameters<Parameters<PersonReplay["play"]>[2]["onContext"]>[0]) {
        expect(madeAt).toBe(series.times[played]);
        expect(times.length).toBe(played + 1);
        expect(lags[0]).toBe(series.glucose[played]);
      },
      onEpisode({ truth }: { truth: Float64Array }, _person: number, reading: number) {
        expect(played).toBe(reading + 12);
        expect([...truth]).toEqual([...series.glucose.slice(reading + 1, reading + 13)]);
        episodes++;
      },
    };
    for (played = 0; played < series.times.length; played++) replay.play(played, 140, listener);
    expect(episodes).toBe(288 - 6 - 12);
  });
});

test("a band that grew too wide as forecasts got better comes back to what it promises", () => {
  const calibration = new BandCalibration(1);
  const raw = new Float64Array(levelCount).map((_, q) => 100 + 10 * (q - medianLevel));
  let [held, late] = [0, 0];
  for (let i = 0; i < 6000; i++) {
    const spread = i < 2000 ? 30 : 30 * 0.5 ** ((i - 2000) / 1000);
    const truth = Float64Array.of(100 + spread * Math.sin(i * i));
    const stretched = calibration.apply("someone", raw);
    calibration.add("someone", raw, stretched, truth);
    if (i < 3000) continue;
    late++;
    held += Number(stretched[lowLevel]! <= truth[0]! && truth[0]! <= stretched[highLevel]!);
  }
  expect(held / late).toBeGreaterThan(0.77);
  expect(held / late).toBeLessThan(0.83);
});

test("a score sheet takes medians and means over windows, and coverage over steps", () => {
  const sheet = new ScoreSheet();
  const path = (median: number) => {
    const levels = new Float64Array(2 * levelCount);
    for (const row of [0, levelCount]) {
      levels[row + lowLevel] = median - 10;
      levels[row + medianLevel] = median;
      levels[row + highLevel] = median + 10;
    }
    return levels;
  };
  sheet.add(path(100), Float64Array.of(103, 104));
  sheet.add(path(100), Float64Array.of(100, 100));
  sheet.add(path(100), Float64Array.of(80, 80));
  expect(sheet.score()).toEqual({
    rmse_median: Math.sqrt(12.5),
    mae_median: 3.5,
    mse_mean: (12.5 + 400) / 3,
    coverage80: 4 / 6,
  });
});
