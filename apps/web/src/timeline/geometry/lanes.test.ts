import { expect, it } from "vitest";
import { extentOf, type LaneInfo, lanesOf, withTrialLanes } from "./lanes.ts";

const info = (code: string, change: Partial<LaneInfo> = {}): LaneInfo => ({
  code: { system: "x", code },
  title: code,
  unit: "mg/dL",
  count: 1,
  first: 10,
  last: 20,
  mark: "point",
  stochastic: false,
  normal: null,
  ...change,
});

it("joins what belongs together and orders the rest by what is looked at first", () => {
  const lanes = lanesOf([
    info("rare"),
    info("often", { count: 50 }),
    info("29463-7"),
    info("8462-4"),
    info("insulin-basal-rate"),
    info("8480-6"),
    info("99504-3"),
    info("insulin-bolus"),
  ]);
  expect(lanes.map(({ id }) => id)).toEqual([
    "glucose",
    "insulin",
    "pressure",
    "x|29463-7",
    "x|often",
    "x|rare",
  ]);
  expect(lanes[1]?.infos.length).toBe(2);
});

it("adds an empty lane wherever something can be tried", () => {
  const lanes = withTrialLanes(lanesOf([info("29463-7"), info("99504-3"), info("9059-7")]));
  expect(lanes.map(({ id }) => id)).toEqual(["glucose", "insulin", "meals", "activity", "x|29463-7"]);
  expect(lanes[1]?.infos).toEqual([]);
});

it("knows from when to when there is anything", () => {
  expect(extentOf([info("a", { first: 5 }), info("b", { last: 99 })])).toEqual({ from: 5, to: 99 });
  expect(extentOf([])).toBeNull();
});
