/**
 * The package's metrics against the values printed in the vignette and the readme of iglu (Broll et al. 2021,
 * doi:10.1371/journal.pone.0248560) for its example data of five people; all to the three figures printed there.
 */
import { needData, readGlucobench } from "@homeostat/testing";
import { describe, expect, type TestContext, test } from "vitest";
import { type CgmSeries, cgmSeries } from "../backtest/cgm-series.ts";
import { dayGrid } from "./day-grid.ts";
import { shareAbove, shareBelow, shareWithin } from "./ranges.ts";
import { betweenHours } from "./hours-of-day.ts";
import { standardDeviation } from "./moments.ts";
import {
  cogi,
  glucoseManagementIndicator,
  grade,
  gradeShare,
  hyperglycaemiaIndex,
  jIndex,
} from "./summary.ts";
import { conga, standardDeviations } from "./variability.ts";

const people = (context: TestContext): CgmSeries[] =>
  readGlucobench(needData(context, "glucobench", "iglu_example_data_5_subject.csv")).map((person) =>
    cgmSeries(person.subject, person.readings),
  );

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
    expect(figures(all.map((one) => grade(betweenHours(one, 7, 23).glucose)))).toEqual([
      4.44, 15.5, 7.28, 3.51, 11.7,
    ]);
    const asleep = all.map((one) => 100 * gradeShare(betweenHours(one, 1, 9).glucose, 80, 150));
    expect(figures(asleep)).toEqual([59.0, 1.32, 41.0, 55.7, 25.3]);
    const awake = all.map((one) => 100 * gradeShare(betweenHours(one, 9, 1).glucose, 80, 150));
    expect(figures(awake)).toEqual([31.0, 1.38, 21.6, 37.4, 6.99]);
    const gmi = (from: number, to: number) =>
      figures(all.map((one) => glucoseManagementIndicator(betweenHours(one, from, to).glucose)));
    expect(gmi(0, 6)).toEqual([5.97, 8.58, 7.05, 6.7, 6.94]);
    expect(gmi(6, 24)).toEqual([6.41, 8.52, 6.98, 6.31, 7.69]);
  });

  test("asleep: sd_glu, cogi, sd_measures", (context) => {
    const all = people(context);
    expect(figures([standardDeviation(betweenHours(all[0]!, 0, 6).glucose)])).toEqual([25.4]);
    const scoring = { low: 80, high: 150, weights: [0.3, 0.2, 0.5] } as const;
    expect(figures(all.map((one) => cogi(betweenHours(one, 0, 6).glucose, scoring)))).toEqual([
      91.5, 52.4, 77.8, 89.4, 63.9,
    ]);
    const nights = all.map((one) =>
      figures(Object.values(standardDeviations(dayGrid(betweenHours(one, 2, 8))))),
    );
    expect(nights).toEqual([
      [10.2, 3.04, 3.15, 21.3, 23.9, 12.2],
      [18.9, 12.8, 6.22, 41.9, 43.6, 18.2],
      [17.6, 9.99, 4.86, 20.1, 32.7, 26.8],
      [10.8, 3.98, 3.43, 12.2, 17.3, 12.0],
      [28.1, 13.3, 5.88, 29.4, 38.4, 27.2],
    ]);
  });

  test("the day grid in steps of 10 min", (context) => {
    const grid = dayGrid(people(context)[0]!, 10);
    expect([grid.days, grid.perDay]).toEqual([14, 144]);
    const atMidnight = [1, 2, 3, 4].map((row) => Number(grid.glucose[row * 144]!.toFixed(1)));
    expect(atMidnight).toEqual([111.1, 92.9, 89.1, 138.2]);
    expect(() => dayGrid(people(context)[0]!, 7)).toThrowError(expect.objectContaining({ code: "HS3104" }));
  });
});
