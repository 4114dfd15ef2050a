import { describe, expect, test } from "vitest";
import { wordsOf } from "../findings/words.ts";
import { forecast } from "../forecast/make.ts";
import type { Observation } from "../observation/observation.ts";
import {
  born,
  meal,
  minute,
  prepareToy,
  reading,
  wanderingDesign,
  watchedDesign,
} from "../test/toy-person.ts";
import { followLog, startHistory } from "../twin/history.ts";
import { encodeSnapshot } from "../twin/snapshot.ts";

const prepared = prepareToy(watchedDesign);
const trusting = prepareToy({ ...wanderingDesign, members: 40 });
/** The person's clock is this far ahead, so that the readings are of the night: born at 6:02 UTC. */
const offsetMinutes = -6 * 60;

/** Readings around 150, with an offset at each time. */
const night = (offset: (at: number) => number, from = 0, to = 300) =>
  Array.from({ length: (to - from) / 5 }, (_, i) => {
    const at = from + 5 * i;
    return reading(Math.round(150 + 3 * Math.sin(i * 2.3) + 8 * Math.sin(i / 9) + offset(at)), at, {
      offsetMinutes,
    });
  });
const lying = (at: number) => (at > 120 && at < 160 ? -50 * Math.sin((Math.PI * (at - 120)) / 40) : 0);

const follow = (observations: readonly Observation[], twinOf = prepared) =>
  followLog(twinOf, startHistory(twinOf, { subject: "toy", born }, 3), observations);
const lowest = ({ filtered }: ReturnType<typeof follow>) =>
  Math.min(...filtered.filter(({ at }) => at > born + 110 * minute).map(({ median }) => median));

describe("a compression low", () => {
  const seen = follow(night(lying));

  test("is recognised, reading by reading, and the twin follows it half as far as one that trusts its sensor", () => {
    const told = seen.notes.filter(({ code }) => code === "HS3066");
    expect(told.map(({ outcome }) => outcome)).toContain("refused");
    expect(told[0]!.at).toBeLessThanOrEqual(born + 135 * minute);
    const followed = lowest(follow(night(lying), trusting));
    expect(150 - lowest(seen)).toBeLessThan(0.5 * (150 - followed));
  });

  test("is one finding, over when readings agree again, in words for a patient and a clinician", () => {
    const [finding, ...others] = seen.history.twin.findings;
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ kind: "compression low", code: "HS3066", going: false, offsetMinutes });
    const { plain, exact, cure } = wordsOf(finding!);
    expect(plain).toMatch(/^From 02:\d\d to 02:\d\d the sensor most likely read too low because of pressure/);
    expect(exact).toMatch(/^Compression low \(HS3066\), \d\d % likely, \d+ readings affected; over$/);
    expect(cure).toContain("measure in blood");
  });

  test("is forecast out of: what it drew the twin along with is taken back", () => {
    const at = 145;
    const seenSoFar = (twinOf: typeof prepared) => follow(night(lying, 0, at), twinOf).history.twin;
    const foreseen = (twinOf: typeof prepared) =>
      forecast(twinOf, seenSoFar(twinOf), { madeAt: born + (at - 5) * minute, horizonMinutes: 30 }).points.at(
        -1,
      )!.quantiles;
    const [watching, blind] = [foreseen(prepared), foreseen(trusting)];
    const truth = 150 + 8 * Math.sin((at + 25) / 45);
    expect(Math.abs(watching[3]! - truth)).toBeLessThan(0.5 * Math.abs(blind[3]! - truth));
    expect(watching[1]).toBeLessThan(truth);
    expect(watching[5]).toBeGreaterThan(truth);
  });

  test("that comes late is found all the same: the same bits as in order, findings and beliefs among them", () => {
    const whole = night(lying);
    const late = whole.slice(24, 30);
    const first = follow(whole.filter((one) => !late.includes(one)));
    const again = followLog(prepared, first.history, late);
    const bits = (twin: typeof seen.history.twin) => Buffer.from(encodeSnapshot(twin)).toString("base64");
    expect(bits(again.history.twin)).toBe(bits(seen.history.twin));
    expect(bits(first.history.twin)).not.toBe(bits(seen.history.twin));
  });
});

test("a fall that outlasts every pressure low was none: the finding is taken back", () => {
  const { history, notes } = follow(night((at) => (at > 120 ? -50 : 0)));
  expect(notes.map(({ code }) => code)).toContain("HS3066");
  expect(history.twin.findings.map(({ kind }) => kind)).not.toContain("compression low");
});

test("a night without faults has no findings", () => {
  const { notes, history } = follow(night(() => 0));
  expect(history.twin.findings).toEqual([]);
  expect(notes).toEqual([]);
});

test("a meal is no fault, and a fall that stays is believed in the end", () => {
  const eaten = follow([
    meal(30, 60),
    ...night((at) => (at < 70 ? 0 : 60 * (1 - Math.exp(-(at - 70) / 40)))),
  ]);
  expect(eaten.notes.filter(({ outcome }) => outcome === "refused")).toEqual([]);
  const fallen = follow(night((at) => (at > 120 ? -50 : 0)));
  expect(fallen.filtered.at(-1)!.median).toBeLessThan(115);
});

describe("a meal", () => {
  /** 50 g at minute 60, about as the toy's gut passes them on. */
  const risen = night((at) =>
    at < 60 ? 0 : 150 * (1 - Math.exp(-(at - 60) / 33)) * Math.exp(-(at - 60) / 100),
  );
  const missing = ({ history }: ReturnType<typeof follow>) =>
    history.twin.findings.filter(({ kind }) => kind === "missing meal");

  test("that nobody recorded is found, with its amount and about when it was", () => {
    const [found, ...others] = missing(follow(risen));
    expect(others).toEqual([]);
    expect(Math.abs(found!.from - born - 60 * minute)).toBeLessThanOrEqual(35 * minute);
    expect(found!.amount!.low80).toBeGreaterThan(5);
    expect(found!.amount!.median).toBeGreaterThan(15);
    expect(found!.amount!.median).toBeLessThan(50);
    expect(wordsOf(found!).plain).toMatch(
      /^A meal of about \d+ g \(\d+ to \d+ g\) around 0\d:\d\d seems to be missing/,
    );
  });

  test("that is recorded is not missed, however late its record came: the same bits as in time", () => {
    const inTime = follow([meal(50, 60), ...risen]);
    expect(missing(inTime)).toEqual([]);
    const { history } = followLog(prepared, follow(risen).history, [meal(50, 60)]);
    expect(history.twin).toEqual(inTime.history.twin);
  });
});

test("a wild reading is refused by name", () => {
  const { notes, history } = follow(night((at) => (at === 150 ? 38 : 0)));
  expect(notes.map(({ outcome, code }) => [outcome, code])).toEqual([["refused", "HS3067"]]);
  expect(history.twin.findings[0]).toMatchObject({ kind: "wild reading", readings: 1, going: false });
});

test("a stuck sensor counts less with each reading, and where it most likely is one not at all", () => {
  const still = Array.from({ length: 14 }, (_, i) => reading(150, 120 + 5 * i, { offsetMinutes }));
  const { history, notes } = follow([...night(() => 0, 0, 120), ...still]);
  const outcomes = notes.filter(({ code }) => code === "HS3061").map(({ outcome }) => outcome);
  expect([...new Set(outcomes)]).toEqual(["down-weighted", "refused"]);
  const { sensors, tracking } = history.twin;
  expect(sensors[0]!.at).toBeLessThan(sensors[0]!.latest.at);
  expect(tracking.candidates.recent.at(-1)!.at).toBe(born + 120 * minute);
  const [finding] = history.twin.findings;
  expect(finding).toMatchObject({ kind: "stuck sensor", code: "HS3061", going: true, readings: 10 });
  expect(finding!.chance).toBeGreaterThan(0.99);
});

test("LOW again and again is no stuck sensor", () => {
  const quality = { status: "suspect", censored: "below" } as const;
  const low = Array.from({ length: 12 }, (_, i) => reading(40, 120 + 5 * i, { quality }));
  expect(
    follow([...night((at) => -at, 0, 120), ...low]).history.twin.findings.map(({ kind }) => kind),
  ).not.toContain("stuck sensor");
});

test("a silence is told when it ends; readings a quarter of an hour apart are none", () => {
  const { twin } = follow([...night(() => 0, 0, 120), ...night(() => 0, 165, 300)]).history;
  expect(twin.findings).toMatchObject([
    { kind: "drop-out", from: born + 115 * minute, to: born + 165 * minute },
  ]);
  const seldom = night(() => 0).filter((_, i) => i % 3 === 0);
  expect(follow(seldom).history.twin.findings).toEqual([]);
});
