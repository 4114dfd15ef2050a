/**
 * Data that no twin should be asked to believe, and that every hospital has: the posterior stays honest (as wide as what
 * is known), time is bounded, and what was not believed is told.
 */
import { describe, expect, test } from "vitest";
import { forecast } from "../forecast/make.ts";
import type { Observation } from "../observation/observation.ts";
import { born, minute, prepareToy, reading } from "../test/toy-person.ts";
import { followLog, startHistory } from "./history.ts";
import { learnedParameters } from "./learned.ts";
import { twinId } from "./twin.ts";

const prepared = prepareToy();
const newborn = startHistory(prepared, { subject: "toy", born }, 5);
const follow = (observations: readonly Observation[]) => followLog(prepared, newborn, observations);
const day = 24 * 60;

/** Readings every five minutes that swing around a level. */
const living = (from: number, to: number, level = 140) =>
  Array.from({ length: (to - from) / 5 }, (_, i) =>
    reading(level + Math.round(30 * Math.sin((from + 5 * i) / 60)), from + 5 * i),
  );

/** Width of the 80 % band an hour after the last reading, and its middle. */
function ahead({ history: { twin } }: ReturnType<typeof follow>) {
  const made = forecast(prepared, twin, { madeAt: twin.watermark, horizonMinutes: 60 });
  const { quantiles } = made.points.at(-1)!;
  return { width: quantiles[5]! - quantiles[1]!, middle: quantiles[3]! };
}

const spreadOf = ({ history: { twin } }: ReturnType<typeof follow>) => {
  const level = learnedParameters(prepared, twin).find(({ name }) => name === "Gb")!;
  return (level.high80 - level.low80) / (level.priorHigh80 - level.priorLow80);
};

test("a sensor that says one number for two days is doubted, told, and never believed to a point", () => {
  const stuck = follow(Array.from({ length: 576 }, (_, i) => reading(120, 5 * i)));
  const codes = new Set(stuck.notes.map(({ code }) => code));
  expect([...codes]).toEqual(["HS3061"]);
  expect(stuck.notes).toHaveLength(576 - 4);
  expect(ahead(stuck).width).toBeGreaterThan(2);
  expect(spreadOf(stuck)).toBeGreaterThan(0.05);
  for (const value of stuck.history.twin.members.x) expect(Number.isFinite(value)).toBe(true);
});

test("two readings in a month tell no more than two readings can", () => {
  const few = follow([reading(260, 0), reading(150, 30 * day)]);
  expect(few.history.twin.observations).toBe(2);
  expect(spreadOf(few)).toBeGreaterThan(0.4);
  expect(ahead(few).width).toBeGreaterThan(15);
});

test("after a month of silence a twin goes on, no surer than before", () => {
  const before = follow(living(0, day));
  const after = follow([...living(0, day), ...living(30 * day, 30 * day + 60)]);
  expect(spreadOf(after)).toBeGreaterThanOrEqual(spreadOf(before));
  expect(Math.abs(ahead(after).middle - 140)).toBeLessThan(60);
});

describe("the same log, however it comes", () => {
  const whole = living(0, 6 * 60);
  const id = twinId(follow(whole).history.twin);

  test("backwards, and one by one in disorder", () => {
    expect(twinId(follow(whole.toReversed()).history.twin)).toBe(id);
    const shuffled = whole.map((one, i) => [(i * 29) % whole.length, one] as const).sort(([a], [b]) => a - b);
    let history = newborn;
    for (const [, one] of shuffled) history = followLog(prepared, history, [one]).history;
    expect(twinId(history.twin)).toBe(id);
  });

  test("twice, by key", () => {
    const twice = follow([...whole, ...whole]);
    expect(twinId(twice.history.twin)).toBe(id);
    expect(twice.history.twin.observations).toBe(whole.length);
  });

  test("two sensors that disagree at every instant: both are heard, and the belief lies between", () => {
    const other = whole.map((one) => ({
      ...reading(200, (one.start - born) / minute),
      key: `other:${one.key}`,
    }));
    const both = follow([...living(0, 6 * 60, 140), ...other]);
    const { median } = both.filtered.at(-1)!;
    expect(median).toBeGreaterThan(110);
    expect(median).toBeLessThan(200);
  });
});

test("readings that contradict the model are told, and the band grows with its errors", () => {
  const calm = follow(living(0, 2 * day));
  const wild = Array.from({ length: 576 }, (_, i) => reading(i % 24 < 12 ? 60 : 330, 5 * i));
  const torn = follow(wild);
  expect(torn.notes.length).toBeGreaterThan(20);
  expect(new Set(torn.notes.map(({ outcome }) => outcome))).toContain("refused");
  expect(ahead(torn).width).toBeGreaterThan(3 * ahead(calm).width);
});

test("a value that is no number is told and moves no member", () => {
  const odd = (value: number, at: number) => ({
    ...reading(100, at),
    value: { kind: "quantity", value, unit: "mg/dL" } as const,
  });
  const before = follow(living(0, 60));
  const after = follow([...living(0, 60), odd(Number.NaN, 62)]);
  expect(after.notes.map(({ code }) => code)).toEqual(["HS3054"]);
  expect(after.history.twin.refused).toBe(before.history.twin.refused + 1);
  for (const value of after.history.twin.members.x) expect(Number.isFinite(value)).toBe(true);
});
