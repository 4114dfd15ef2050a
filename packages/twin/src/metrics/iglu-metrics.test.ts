/**
 * The package's metrics against the values printed in the vignette and the readme of iglu (Broll et al. 2021,
 * doi:10.1371/journal.pone.0248560) for its example data of five people; all to the three figures printed there.
 */
import { needData, readGlucobench } from "@homeostat/testing";
import { describe, expect, type TestContext, test } from "vitest";
import { type CgmSeries, cgmSeries } from "../backtest/cgm-series.ts";
import { dayGrid } from "./day-grid.ts";
import { shareAbove, shareBelow, shareWithin } from "./ranges.ts";
import { glucoseManagementIndicator, grade, gradeShare, hyperglycaemiaIndex, jIndex } from "./summary.ts";
import { conga, standardDeviations } from "./variability.ts";

const people = (context: TestContext): CgmSeries[] =>
  readGlucobench(needData(context, "glucobench", "iglu_example_data_5_subject.csv")).map((person) =>
    cgmSeries(person.subject, person.readings),
  );

/** Readings whose hour of the day lies from one hour to another, over midnight where from > to. */
function betweenHours({ times, glucose }: CgmSeries, from: number, to: number): Float64Array {
  const inside = (at: number) => {
    const hour = new Date(at).getUTCHours() + new Date(at).getUTCMinutes() / 60;
    return from < to ? hour >= from && hour < to : hour >= from || hour < to;
  };
  return glucose.filter((_, i) => inside(times[i]!));
}

const figures = (values: readonly number[], digits = 3) =>
  values.map((value) => Number(value.toPrecision(digits)));

describe("glucose metrics as iglu prints them", () => {
  test("above_percent, in_range_percent, below_percent, j_index", (context) => {
    const { glucose } = people(context)[0]!;
    expect(figures([140, 180, 250].map((limit) => 100 * shareAbove(glucose, limit)))).toEqual([
      26.1, 8.2, 0.377,
    ]);
    expect(figures([100 * shareWithin(glucose, 63, 140), 100 * shareWithin(glucose, 70, 180)])).toEqual([
      73.9, 91.7,
    ]);
    expect(figures([80, 170].map((limit) => 100 * shareBelow(glucose, limit)))).toEqual([0.583, 89.3]);
    expect(figures([jIndex(glucose)])).toEqual([24.6]);
  });

  test("hyper_index", (context) => {
    const values = people(context).map(({ glucose }) => hyperglycaemiaIndex(glucose));
    expect(figures(values)).toEqual([0.391, 4.17, 1.18, 0.358, 2.21]);
  });

  test("conga over 24 h, and the day grid that it stands on", (context) => {
    const grid = dayGrid(people(context)[0]!);
    expect([grid.days, grid.perDay]).toEqual([14, 288]);
    expect(figures([1, 2, 3].map((row) => grid.glucose[row * 288]!))).toEqual([112, 92, 90.1]);
    expect(figures([conga(grid)])).toEqual([37.0]);
  });

  test("sd_measures", (context) => {
    const values = people(context).map((one) => figures(Object.values(standardDeviations(dayGrid(one)))));
    expect(values).toEqual([
      [26.4, 19.6, 6.54, 16.7, 27.9, 24.0],
      [36.7, 22.8, 7.62, 52.0, 48.0, 35.9],
      [42.9, 14.4, 9.51, 12.4, 42.8, 42.5],
      [24.5, 12.9, 6.72, 16.9, 25.5, 22.0],
      [50.0, 29.6, 12.8, 23.3, 50.3, 45.9],
    ]);
  });

  test("grade while awake, share of grade asleep, gmi asleep and awake", (context) => {
    const all = people(context);
    expect(figures(all.map((one) => grade(betweenHours(one, 7, 23))))).toEqual([
      4.44, 15.5, 7.28, 3.51, 11.7,
    ]);
    const asleep = all.map((one) => 100 * gradeShare(betweenHours(one, 1, 9), 80, 150));
    expect(figures(asleep)).toEqual([59.0, 1.32, 41.0, 55.7, 25.3]);
    const gmi = (from: number, to: number) =>
      figures(all.map((one) => glucoseManagementIndicator(betweenHours(one, from, to))));
    expect(gmi(0, 6)).toEqual([5.97, 8.58, 7.05, 6.7, 6.94]);
    expect(gmi(6, 24)).toEqual([6.41, 8.52, 6.98, 6.31, 7.69]);
  });
});
