/** A small run of `scripts/credibility/filter-calibration.ts`: filters that learn parameters with the states are calibrated. */
import {
  calibrationReport,
  ensembleFilter,
  type Filter,
  multiplicative,
  runCalibration,
  squareRoot,
  together,
  unscentedFilter,
} from "@homeostat/engine/infer";
import { describe, expect, test } from "vitest";
import { type FilterScenario, filterStudy } from "./filter-calibration.ts";
import { calibratedFilters, glucoseTest, meal, vancomycin } from "./filter-scenarios.ts";

/** A right filter is called wrong once in a hundred studies at most. */
const level = 0.01;
const reportOf = (scenario: FilterScenario, filter: Filter<unknown>, people: number) =>
  calibrationReport([runCalibration(filterStudy(scenario, filter), { seed: 8, to: people })], level);

describe.each(Object.entries(calibratedFilters(vancomycin, 100, 400)))("%s", (_, filter) => {
  test("is calibrated on vancomycin", () => {
    expect(reportOf(vancomycin, filter, 100).quantities.map(({ verdict }) => verdict)).toEqual(
      Array(3).fill("uniform"),
    );
  });
});

/** Particles that learn three or four parameters are many: they are tried by the script. A scalar serial update is the other's. */
const quick = (scenario: FilterScenario, members: number, slow = "particle") =>
  Object.entries(calibratedFilters(scenario, members, 0)).filter(
    ([name]) => name !== "particle" && name !== slow && !name.startsWith("serial"),
  );

describe.each(quick(glucoseTest, 100))("%s", (_, filter) => {
  test("is calibrated on an intravenous glucose test", () => {
    expect(reportOf(glucoseTest, filter, 40).quantities.map(({ verdict }) => verdict)).toEqual(
      Array(5).fill("uniform"),
    );
  });
});

describe.each(quick(meal, 50, "iterated"))("%s", (_, filter) => {
  test("is calibrated on a meal under a CGM", () => {
    expect(reportOf(meal, filter, 30).quantities.map(({ verdict }) => verdict)).toEqual(
      Array(5).fill("uniform"),
    );
  });
});

test("the amount in the body under the unscented filter needs its scale", () => {
  const verdicts = (filter: Filter<unknown>) =>
    reportOf(vancomycin, filter, 1000).quantities.map(({ verdict }) => verdict);
  expect(verdicts(calibratedFilters(vancomycin, 2, 2).unscented!)).toEqual(Array(3).fill("uniform"));
  expect(verdicts(unscentedFilter() as Filter<unknown>)[0]).not.toBe("uniform");
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
