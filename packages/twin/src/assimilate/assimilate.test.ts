import { meansOf } from "@homeostat/engine/infer";
import { describe, expect, test } from "vitest";
import { knownCodes } from "../observation/codes.ts";
import type { Observation } from "../observation/observation.ts";
import {
  basal,
  bolus,
  born,
  meal,
  minute,
  prepareToy,
  reading,
  seen,
  toyDay,
  toyDesign,
  toyModel,
  wanderingDesign,
} from "../test/toy-person.ts";
import { createTwin } from "../twin/create.ts";
import { learnedParameters } from "../twin/learned.ts";
import { twinModel } from "../twin/model.ts";
import { prepareTwin } from "../twin/prepare.ts";
import { assimilate } from "./assimilate.ts";

const prepared = prepareToy();
const newborn = createTwin(prepared, { subject: "toy", born }, 5);
const run = (observations: readonly Observation[]) => assimilate(prepared, newborn, observations);
const outcomes = (observations: readonly Observation[]) =>
  run(observations).notes.map(({ key, outcome, code }) => [key, outcome, code]);
const level = (value: number, from: number, to: number) =>
  Array.from({ length: (to - from) / 5 }, (_, i) => reading(value + (i % 2), from + 5 * i));

describe("inputs", () => {
  const exact = {
    ...toyDesign,
    takes: toyDesign.takes.map((take) => ({ ...take, doubt: 0 })),
    learns: [],
    warmUpMinutes: 0,
  };
  const sure = prepareTwin(exact, twinModel(toyModel));
  const slot = (name: string) => sure.kernel.states.indexOf(name);
  /** States of the first member after the inputs, at `at` minutes; the reading there is too vague to move them. */
  const after = (inputs: readonly Observation[], at: number) => {
    const twin = createTwin(sure, { subject: "toy", born }, 1);
    const { members } = assimilate(sure, twin, [...inputs, reading(140, at)]).twin;
    return members.x.slice(0, sure.layout.states);
  };

  test("a meal is eaten once and whole, and fires its event once, wherever readings fall", () => {
    const readings = Array.from({ length: 30 }, (_, i) => reading(140, i));
    const slowly = after([meal(50, 4.3), ...readings], 60);
    const quickly = after([meal(50, 4.3)], 60);
    expect(slowly[slot("served")]).toBe(1);
    expect(slowly[slot("gut")]).toBeCloseTo(quickly[slot("gut")]!, 2);
    // dgut = 5 g/min for 10 min, then decay at 0.03/min until 60.
    const eaten = (5 / 0.03) * (1 - Math.exp(-0.3)) * Math.exp(-0.03 * (60 - 14.3));
    expect(quickly[slot("gut")]).toBeCloseTo(eaten, 2);
  });

  test("a basal rate goes on until the next; a long-acting dose runs out", () => {
    const held = after([basal(6, 0)], 400)[slot("I")]!;
    expect(held).toBeCloseTo((0.1 / 0.02) * (1 - Math.exp(-8)), 2);
    const stopped = after([basal(6, 0), basal(0, 200)], 400)[slot("I")]!;
    expect(stopped).toBeCloseTo((0.1 / 0.02) * (1 - Math.exp(-4)) * Math.exp(-4), 2);
    const long = after([seen(knownCodes.insulinLongActing.code, 30, 0)], 400)[slot("I")]!;
    expect(long).toBeCloseTo((0.1 / 0.02) * (1 - Math.exp(-6)) * Math.exp(-2), 2);
  });

  test("a walk lasts from its start to its end; one without an end is noted", () => {
    const walk = (minutes: number | undefined) =>
      seen(knownCodes.activityIntensity.code, 50, 60, minutes === undefined ? {} : { lastsMinutes: minutes });
    const glucose = after([walk(30)], 90)[slot("G")]!;
    expect(glucose).toBeCloseTo(140 - (1 / 0.01) * (1 - Math.exp(-0.3)), 1);
    const twin = createTwin(sure, { subject: "toy", born }, 1);
    expect(assimilate(sure, twin, walk(undefined)).notes[0]).toMatchObject({
      outcome: "unused",
      code: "HS3055",
    });
  });
});

describe("sensor faults", () => {
  const calm = level(140, 0, 60);

  test("a jump is refused, and believed when a second reading agrees", () => {
    expect(outcomes([...calm, reading(260, 60)])).toEqual([["99504-3@60", "refused", "HS3060"]]);
    const back = outcomes([...calm, reading(260, 60), reading(141, 65)]);
    expect(back).toEqual([["99504-3@60", "refused", "HS3060"]]);
    const stays = run([...calm, reading(260, 60), ...level(262, 65, 90)]);
    expect(stays.notes.filter(({ code }) => code === "HS3060")).toHaveLength(1);
    expect(stays.filtered.at(-1)!.median).toBeGreaterThan(200);
    expect(stays.twin.refused).toBe(1);
  });

  test("a value that stands still is doubted", () => {
    const still = Array.from({ length: 9 }, (_, i) => reading(150, 60 + 5 * i));
    expect(outcomes([...calm, ...still]).map(([, , code]) => code)).toEqual(Array(5).fill("HS3061"));
  });

  test("a surprise is followed step by step", () => {
    const { notes, filtered } = run([...calm, reading(188, 65)]);
    expect(notes.map(({ outcome, code }) => [outcome, code])).toEqual([["down-weighted", "HS3064"]]);
    expect(filtered.at(-1)!.median).toBeLessThan(185);
  });

  test("a suspect reading moves the twin less than a good one, a refused one not at all", () => {
    const last = (quality: Observation["quality"]) =>
      run([...calm, reading(165, 60, { quality })]).twin.members.x;
    const glucose = (x: Float64Array) =>
      meansOf({ x, size: prepared.layout.size, weights: newborn.members.weights })[3]!;
    const good = glucose(last({ status: "ok" }));
    const suspect = glucose(last({ status: "suspect", reason: "warm-up" }));
    const refused = glucose(last({ status: "refused", reason: "impossible" }));
    expect(good).toBeGreaterThan(suspect);
    expect(suspect).toBeGreaterThan(refused);
  });

  test("HIGH is a bound: it lifts a twin that is below it, and tells nothing to one that is above", () => {
    const high = (value: number, at: number) =>
      reading(value, at, { quality: { status: "suspect", censored: "above" } });
    const lifted = run([...calm, high(170, 60)]).filtered.at(-1)!.median;
    expect(lifted).toBeGreaterThan(run(calm).filtered.at(-1)!.median + 5);
    const above = run([...level(250, 0, 60), high(170, 60)]).filtered.at(-1)!.median;
    expect(above).toBeGreaterThan(230);
  });
});

test("the twin given stays as it is", () => {
  const before = structuredClone(newborn);
  run(toyDay(60));
  expect(newborn).toEqual(before);
});

test("what came too late for a lone twin is noted, with the way out", () => {
  const { twin } = run(toyDay(60));
  const { notes } = assimilate(prepared, twin, [bolus(1, 30), reading(100, -5)]);
  expect(notes.map(({ outcome, code }) => [outcome, code])).toEqual([
    ["unused", "HS3058"],
    ["late", "HS3059"],
  ]);
});

test("a twin is never read under another design or model", () => {
  const other = prepareToy({ ...wanderingDesign, members: 13 });
  expect(() => assimilate(other, newborn, [])).toThrow(/another design/);
});

test("states stay at nought or above, however low the readings", () => {
  const { twin } = run([meal(30, 0), ...level(45, 0, 120)]);
  const { size } = prepared.layout;
  for (const state of prepared.nonNegative)
    for (let m = 0; m < 12; m++) expect(twin.members.x[m * size + state]).toBeGreaterThanOrEqual(0);
});

test("a level that the readings tell is learned: nearer to the truth than the prior, and surer", () => {
  const many = prepareToy({ ...wanderingDesign, members: 40 });
  const twin = createTwin(many, { subject: "toy", born }, 3);
  const readings = Array.from({ length: 288 }, (_, i) => reading(190 + 3 * Math.sin(i), 5 * i));
  const [level] = learnedParameters(many, assimilate(many, twin, readings).twin);
  expect(Math.abs(level!.median - 190)).toBeLessThan(Math.abs(level!.priorMedian - 190) / 2);
  expect(level!.high80 - level!.low80).toBeLessThan((level!.priorHigh80 - level!.priorLow80) / 2);
});

test("a walk through time does not depend on where it is cut", () => {
  const inputs = [meal(40, 12), bolus(3, 33), basal(1, 0)];
  const ends = [reading(150, 0), reading(160, 90)];
  const whole = run([...inputs, ...ends]).twin;
  const first = run([...inputs, ends[0]!]).twin;
  expect(assimilate(prepared, first, ends[1]!).twin).toEqual(whole);
  expect(whole.watermark).toBe(born + 90 * minute);
});
