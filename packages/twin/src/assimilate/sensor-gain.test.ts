/** A sensor whose gain drifts, and the drops of blood that tell: ISO 15197:2013 gives a meter's error, 15 % or 15 mg/dL for 95 %. */
import { describe, expect, test } from "vitest";
import { gainBelief } from "../findings/sensor-drift.ts";
import { sensorWords } from "../findings/sensor-words.ts";
import { wordsOf } from "../findings/words.ts";
import { forecast } from "../forecast/make.ts";
import { knownCodes, LOINC } from "../observation/codes.ts";
import type { Observation } from "../observation/observation.ts";
import { born, minute, prepareToy, reading, seen, watchedDesign } from "../test/toy-person.ts";
import type { TwinDesign } from "../twin/design.ts";
import { followLog, startHistory } from "../twin/history.ts";
import { encodeSnapshot } from "../twin/snapshot.ts";

const design: TwinDesign = {
  ...watchedDesign,
  measures: [
    {
      ...watchedDesign.measures[0]!,
      gain: { sd: 0.1, correlationDays: 4, renewedAfterMinutes: 100, toldBeyond: 0.05 },
    },
    {
      code: knownCodes.capillaryGlucose.code,
      also: [{ code: { system: LOINC, code: "14743-9" }, factor: 18.0156 }],
      output: "glucose",
      of: "blood",
      additive: 7.65,
      proportional: 0.0765,
      correlationMinutes: 0,
      correlatedShare: 0,
      fastest: Number.MAX_VALUE,
    },
  ],
};
const prepared = prepareToy(design);

/** True glucose stands at about 150; the sensor reads a fifth too little. */
const sensor = (to = 600, from = 0, gain = 0.8) =>
  Array.from({ length: (to - from) / 5 }, (_, i) =>
    reading(Math.round(gain * 150 + 3 * Math.sin(i * 2.3)), from + 5 * i),
  );
const drop = (value: number, at: number, more: Partial<Observation> = {}) =>
  seen(knownCodes.capillaryGlucose.code, value, at, more);
const drops = [drop(152, 201), drop(148, 301), drop(151, 402), drop(150, 503)];

const follow = (observations: readonly Observation[]) =>
  followLog(prepared, startHistory(prepared, { subject: "toy", born }, 3), observations);
const twinOf = (observations: readonly Observation[]) => follow(observations).history.twin;
const drift = (observations: readonly Observation[]) =>
  twinOf(observations).findings.find(({ kind }) => kind === "sensor drift");
const ahead = (observations: readonly Observation[]) =>
  forecast(prepared, twinOf(observations), { madeAt: twinOf(observations).watermark, horizonMinutes: 30 });

describe("without a drop of blood", () => {
  const twin = twinOf(sensor());

  test("readings tell nothing of the sensor's gain, whatever they are, and what would is said", () => {
    const belief = gainBelief(prepared, twin.members)!;
    expect(Math.abs(belief.mean)).toBeLessThan(0.005);
    expect(belief.sd).toBeGreaterThan(0.08);
    expect(drift(sensor())).toBeUndefined();
    const { known, plain } = sensorWords(prepared, twin)!;
    expect(known).toBe(false);
    expect(plain).toMatch(/cannot be seen .* A fingerstick while glucose is steady would tell\.$/);
  });

  test("the forecast is of what the sensor reads", () => {
    const { points, sensorBias } = ahead(sensor());
    expect(sensorBias).toBeUndefined();
    expect(Math.abs(points.at(-1)!.quantiles[3]! - 120)).toBeLessThan(12);
  });
});

describe("with drops of blood that disagree", () => {
  const twin = twinOf([...sensor(), ...drops]);

  test("the gain is learned from them, and the drift told with its reasons", () => {
    const finding = drift([...sensor(), ...drops])!;
    expect(finding).toMatchObject({ code: "HS3071", going: true, against: { count: 4 } });
    expect(finding.bias!.low80).toBeLessThan(-0.2);
    expect(finding.bias!.high80).toBeGreaterThan(-0.2);
    expect(wordsOf(finding).plain).toMatch(
      /^The sensor reads about \d\d % low \(\d+ % to \d\d % low\) against 4 fingersticks since 09:23\. Forecasts are corrected/,
    );
    expect(sensorWords(prepared, twin)).toMatchObject({ known: true, bias: finding.bias });
  });

  test("forecasts and risks are of glucose in blood, and say so", () => {
    const { points, sensorBias, risks } = ahead([...sensor(), ...drops]);
    expect(sensorBias!.median).toBeLessThan(-0.1);
    expect(Math.abs(points.at(-1)!.quantiles[3]! - 150)).toBeLessThan(15);
    const high = (of: typeof risks) => of.find(({ name }) => name === "above 180")!.chance;
    expect(high(risks)).toBeGreaterThanOrEqual(high(ahead(sensor()).risks));
  });

  test("in any order and unit the twin is the same, bit for bit", () => {
    const late = follow(sensor()).history;
    const again = followLog(prepared, late, drops).history.twin;
    expect(Buffer.from(encodeSnapshot(again)).equals(Buffer.from(encodeSnapshot(twin)))).toBe(true);
    const molar = seen({ system: LOINC, code: "14743-9" }, 152 / 18.0156, 201);
    const gain = (one: Observation) => gainBelief(prepared, twinOf([...sensor(), one]).members)!.mean;
    expect(gain(molar)).toBeCloseTo(gain(drops[0]!), 10);
  });

  test("a new sensor after a silence is not blamed for the old one", () => {
    const after = [...sensor(600), ...drops, ...sensor(760, 720, 1)];
    const belief = gainBelief(prepared, twinOf(after).members)!;
    expect(Math.abs(belief.mean)).toBeLessThan(0.02);
    expect(drift(after)!.going).toBe(false);
    expect(sensorWords(prepared, twinOf(after))!.known).toBe(false);
  });
});

test("drops that agree clear the sensor", () => {
  const steady = [...sensor(600, 0, 1), ...drops];
  expect(drift(steady)).toBeUndefined();
  expect(sensorWords(prepared, twinOf(steady))!.plain).toMatch(
    /^Nothing speaks against it: by 4 fingersticks since 09:23/,
  );
});

test("one drop that disagrees says that the sensor may be off, and what would tell", () => {
  const { plain } = sensorWords(prepared, twinOf([...sensor(600, 0, 0.83), drop(150, 201)]))!;
  expect(plain).toMatch(
    /^It may be off: by one fingerstick at 09:23 it reads \d+ % to \d+ % low\. Another while glucose is steady/,
  );
});

test("one drop from sugared fingers is followed only so far; a refused one not at all", () => {
  const gain = (one: Observation) => gainBelief(prepared, twinOf([...sensor(600, 0, 1), one]).members)!.mean;
  const far = gain(drop(400, 201));
  expect(far).toBeCloseTo(gain(drop(500, 201)), 1);
  expect(far).toBeGreaterThan(Math.log(150 / 400));
  expect(gain(drop(400, 201, { quality: { status: "refused", reason: "control fluid" } }))).toBeCloseTo(0, 2);
  expect(
    Math.abs(gain(drop(200, 201, { quality: { status: "suspect", reason: "old strip" } }))),
  ).toBeLessThan(Math.abs(gain(drop(200, 201))));
});

test("blood of which only the day is known is not held against the sensor, and that is said", () => {
  const noon = Math.ceil(born / 86_400_000 - 0.5) * 86_400_000 + 43_200_000;
  const at = (noon - born) / minute;
  const around = sensor(at + 60, at - 300, 1);
  const told = (offsetMinutes: number | null) => follow([...around, drop(300, at, { offsetMinutes })]);
  expect(told(null).notes.map(({ code }) => code)).toContain("HS3072");
  expect(told(null).history.twin.blood).toBeNull();
  expect(told(0).history.twin.blood).toMatchObject({ count: 1 });
});

test("drops of blood are no series: their silences are no drop-outs", () => {
  const kinds = twinOf([...sensor(), ...drops]).findings.map(({ kind }) => kind);
  expect(kinds).not.toContain("drop-out");
  expect(twinOf([...sensor(), ...drops]).watermark).toBe(born + 595 * minute);
});
