import { describe, expect, test } from "vitest";
import { assimilate } from "../assimilate/assimilate.ts";
import { forecast } from "../forecast/make.ts";
import { knownCodes } from "../observation/codes.ts";
import {
  basal,
  bolus,
  born,
  minute,
  prepareToy,
  reading,
  toyDay,
  wanderingDesign,
} from "../test/toy-person.ts";
import { createTwin } from "../twin/create.ts";
import { decodeSnapshot, encodeSnapshot } from "../twin/snapshot.ts";
import type { Change } from "./scenario.ts";
import { whatIf, whatIfBase } from "./what-if.ts";

const prepared = prepareToy({ ...wanderingDesign, members: 40 });
const day = toyDay(300);
const isEarly = ({ start }: { start: number }) => start < born + 200 * minute;
const newborn = createTwin(prepared, { subject: "toy", born }, 2);
const earlier = assimilate(prepared, newborn, day.filter(isEarly)).twin;
const since = day.filter((one) => !isEarly(one));
const now = assimilate(prepared, earlier, since).twin;
const ask = { madeAt: now.watermark, horizonMinutes: 180 };
const base = whatIfBase(prepared, decodeSnapshot(encodeSnapshot(earlier)), since, ask);
const tried = (...changes: Change[]) => whatIf(base, { name: "try", changes });
const at = (minutes: number) => born + minutes * minute;
const { cgmGlucose, carbohydrate, insulinBolus, insulinBasalRate } = knownCodes;
const endOf = (points: readonly { quantiles: readonly number[] }[]) => points.at(-1)!.quantiles;

test("the base is the twin of now, and today is its one forecast", () => {
  expect(base.twin).toEqual(now);
  expect(base.today.forecast).toEqual(forecast(prepared, now, ask));
});

test("no change makes no difference, in the future or the past", () => {
  const nothing = tried({ kind: "scale", code: insulinBolus.code, factor: 1, from: at(210), until: at(260) });
  expect(nothing.changed.points).toEqual(nothing.today.points);
  for (const { quantiles } of nothing.difference) expect([...quantiles]).toEqual([0, 0, 0, 0, 0, 0, 0]);
});

describe("a change to come", () => {
  test("a meal lifts, a bolus lowers; the difference is narrower than either band", () => {
    const eaten = tried({ kind: "add", code: carbohydrate.code, value: 40, at: at(310) });
    const [low, , , median, , , high] = endOf(eaten.difference);
    expect(median).toBeGreaterThan(10);
    const changed = endOf(eaten.changed.points);
    expect(high! - low!).toBeLessThan(changed[6]! - changed[0]!);
    const dosed = tried({ kind: "add", code: insulinBolus.code, value: 3, at: at(300) });
    expect(endOf(dosed.difference)[6]).toBeLessThan(0);
    expect(dosed.changed.id).not.toBe(dosed.today.id);
  });

  test("is exactly what the forecast would be had it been recorded", () => {
    const dosed = tried({ kind: "add", code: insulinBolus.code, value: 3, at: at(300) });
    const recorded = assimilate(prepared, now, bolus(3, 300)).twin;
    expect(dosed.changed.points).toEqual(forecast(prepared, recorded, ask).points);
  });

  test("a basal rate is turned down for two hours, then goes back", () => {
    const halved: Change = {
      kind: "scale",
      code: insulinBasalRate.code,
      factor: 0.5,
      from: at(300),
      until: at(420),
    };
    const back = assimilate(prepared, now, [
      basal(0.7, 300, { key: "a" }),
      basal(1.4, 420, { key: "b" }),
    ]).twin;
    expect(tried(halved).changed.points).toEqual(forecast(prepared, back, ask).points);
    const set: Change = { kind: "add", code: insulinBasalRate.code, value: 0.7, at: at(300), until: at(420) };
    expect(tried(set).changed.points).toEqual(tried(halved).changed.points);
  });
});

describe("a change of what was recorded", () => {
  const skipped = tried({ kind: "skip", key: bolus(5, 245).key });

  test("leaving a bolus out lifts glucose from now on, in every member", () => {
    expect(skipped.difference[0]!.quantiles[0]).toBeGreaterThan(0);
    expect(endOf(skipped.difference)[3]).toBeGreaterThan(5);
  });

  test("leaving it out and giving it again is no change", () => {
    const again: Change = { kind: "add", code: insulinBolus.code, value: 5, at: at(245) };
    const { difference } = tried({ kind: "skip", key: bolus(5, 245).key }, again);
    for (const { quantiles } of difference)
      for (const value of quantiles) expect(Math.abs(value)).toBeLessThan(1e-9);
  });

  test("what the readings taught stays: a reading later on does not undo the change", () => {
    const more = [reading(150, 300), reading(152, 305)];
    const next = whatIfBase(prepared, earlier, [...since, ...more], { ...ask, madeAt: at(305) });
    const { difference } = whatIf(next, { name: "try", changes: [{ kind: "skip", key: bolus(5, 245).key }] });
    expect(difference[0]!.quantiles[3]).toBeGreaterThan(0);
  });
});

test.each([
  [{ kind: "skip", key: "nothing" }, /nothing with the key 'nothing'/],
  [{ kind: "add", code: cgmGlucose.code, value: 1, at: at(310) }, /takes no 99504-3/],
  [{ kind: "add", code: carbohydrate.code, value: -1, at: at(310) }, /-1 is no amount/],
  [{ kind: "scale", code: insulinBolus.code, factor: Number.NaN, from: 0, until: 1 }, /NaN is no factor/],
] as const)("%j cannot be tried, and says why", (change, why) => {
  expect(() => tried(change as Change)).toThrow(why);
});
