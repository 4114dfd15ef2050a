/** A small run of `scripts/credibility/filter-calibration.ts`: filters that learn parameters with the states are calibrated. */
import {
  calibrationReport,
  ensembleFilter,
  type Filter,
  multiplicative,
  runCalibration,
  squareRoot,
  together,
} from "@homeostat/engine/infer";
import { describe, expect, test } from "vitest";
import { type FilterScenario, filterStudy } from "./filter-calibration.ts";
import { calibratedFilters, meal, vancomycin } from "./filter-scenarios.ts";

/** A right filter is called wrong once in a hundred studies at most. */
const level = 0.01;
const reportOf = (scenario: FilterScenario, filter: Filter<unknown>, people: number) =>
  calibrationReport([runCalibration(filterStudy(scenario, filter), { seed: 8, to: people })], level);

describe.each(Object.entries(calibratedFilters(100, 400)))("%s", (_, filter) => {
  test("is calibrated on vancomycin", () => {
    expect(reportOf(vancomycin, filter, 100).quantities.map(({ verdict }) => verdict)).toEqual(
      Array(3).fill("uniform"),
    );
  });
});

/** Particles that learn three parameters are many: they are tried by the script. A scalar serial update is the square root's. */
const { particle: _many, "serial square root": _same, ...quick } = calibratedFilters(50, 150);

describe.each(Object.entries(quick))("%s", (_, filter) => {
  test("is calibrated on a meal under a CGM", () => {
    expect(reportOf(meal, filter, 30).quantities.map(({ verdict }) => verdict)).toEqual(
      Array(5).fill("uniform"),
    );
  });
});

test("a filter that is too sure of itself is found out", () => {
  const scheme = together(squareRoot);
  const narrow = ensembleFilter({
    members: 100,
    scheme,
    inflation: [multiplicative(0.7)],
  }) as Filter<unknown>;
  const { calibrated, quantities } = reportOf(vancomycin, narrow, 100);
  expect(calibrated).toBe(false);
  expect(quantities.some(({ verdict }) => verdict.includes("too narrow"))).toBe(true);
});
