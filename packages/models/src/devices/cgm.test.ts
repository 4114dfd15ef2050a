/**
 * Published class of the G6: MARD 9.0 % (Shah 2018) to 9.9 % (Wadwa 2018); accepted here 8-11 %, with errors that remember: lag-1
 * autocorrelation above 0.8. Vettoretti 2019: rejection rules of the joint draw.
 */
import { randomStream, simulate } from "@homeostat/engine";
import fc from "fast-check";
import { expect, test } from "vitest";
import { cohortS2008 } from "../glucose/cohort-s2008.ts";
import { uvaPadovaS2008 } from "../glucose/uva-padova-s2008.ts";
import { settledSd } from "./autoregressive.ts";
import { cgm, usualCgm } from "./cgm.ts";
import { bretonCgm } from "./cgm-breton.ts";
import { type CgmErrorModel, cgmErrorModels, g6Population } from "./cgm-errors.ts";
import { noCgmFaults, usualCgmFaults } from "./cgm-faults.ts";
import { drawSensor } from "./sensor-draw.ts";

const stream = (member: number) => randomStream({ seed: 20190505, purpose: "cgm test", member });

/** Days of adults with glucose moved up and down on purpose, as in the sessions in which sensors are judged. */
const days = cohortS2008
  .filter(({ group }) => group === "adult")
  .flatMap(({ parameters, carbRatio }) =>
    [0.5, 1, 1.7].map((factor) => {
      const meals = [[420, 45] as const, [780, 70] as const, [1140, 75] as const];
      const schedule = meals.flatMap(([at, amount]) => [
        { kind: "dose", dose: "meal", at, amount } as const,
        { kind: "dose", dose: "bolus", at, amount: (factor * amount) / carbRatio } as const,
      ]);
      return simulate(uvaPadovaS2008, { parameters, schedule, to: 1440, every: 5 }).outputs;
    }),
  );

function errorsOf(
  errors: CgmErrorModel,
  member: number,
): { readonly error: number; readonly glucose: number }[] {
  const device = cgm({ ...usualCgm, errors, faults: noCgmFaults });
  const chance = stream(member);
  const { glucose, sensorGlucose } = days[member % days.length]!;
  const seen = [];
  let state = device.begin(chance);
  for (let i = 1; i < 10 * 288; i++) {
    const step = device.step(state, { interstitial: sensorGlucose[i % 288]!, asleep: false }, chance);
    state = step.state;
    const { reading } = step.output;
    if (reading !== null) seen.push({ error: reading - glucose[i % 288]!, glucose: glucose[i % 288]! });
  }
  return seen;
}

test("sensors of the G6 class are off by 8-11 % of plasma glucose, and their errors last", () => {
  const all = Array.from({ length: 120 }, (_, member) => errorsOf(g6Population, member));
  const readings = all.flat();
  const mard =
    readings.reduce((sum, { error, glucose }) => sum + Math.abs(error) / glucose, 0) / readings.length;
  expect(100 * mard).toBeGreaterThan(8);
  expect(100 * mard).toBeLessThan(11);
  expect(lagOne(all.map((one) => one.map(({ error }) => error)))).toBeGreaterThan(0.8);
});

function lagOne(series: readonly (readonly number[])[]): number {
  let together = 0;
  let alone = 0;
  for (const values of series) {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    for (let i = 1; i < values.length; i++) {
      together += (values[i]! - mean) * (values[i - 1]! - mean);
      alone += (values[i]! - mean) ** 2;
    }
  }
  return together / alone;
}

test.for(cgmErrorModels.map((one) => [one.id, one] as const))(
  "%s: noise settles, MARD below 12 %",
  ([, model]) => {
    expect(settledSd(model.typical.own)).toBeGreaterThan(0);
    const readings = Array.from({ length: 20 }, (_, member) => errorsOf(model, member)).flat();
    const mard =
      readings.reduce((sum, { error, glucose }) => sum + Math.abs(error) / glucose, 0) / readings.length;
    expect(mard).toBeGreaterThan(0.03);
    expect(mard).toBeLessThan(0.12);
  },
);

test("drawn sensors keep the rejection rules, and their means are the published ones", () => {
  const drawn = Array.from({ length: 2000 }, (_, member) => drawSensor(g6Population, stream(member)));
  for (const { own } of drawn) {
    expect(own.second).toBeLessThanOrEqual(1 - Math.abs(own.first) - 0.02);
    expect(settledSd(own)).toBeLessThanOrEqual(10);
  }
  const mean = (read: (one: (typeof drawn)[number]) => number) =>
    drawn.reduce((sum, one) => sum + read(one), 0) / 2000;
  expect(mean(({ gain }) => gain[0])).toBeCloseTo(0.942, 1);
  expect(mean(({ own }) => own.sd)).toBeCloseTo(3.25, 0);
});

test("the settled spread of noise is what it settles to", () => {
  const noise = { first: 1.22, second: -0.331, sd: 2 };
  const chance = stream(1);
  const device = cgm({
    ...usualCgm,
    wearDays: 1e6,
    errors: {
      ...g6Population,
      spread: undefined,
      typical: { gain: [1, 0, 0], offset: [0, 0, 0], own: noise, common: { ...noise, sd: 0 } },
    } as never,
    faults: noCgmFaults,
    shows: [-1e9, 1e9],
  });
  let state = device.begin(chance);
  let squares = 0;
  for (let i = 0; i < 40_000; i++) {
    state = device.step(state, { interstitial: 150, asleep: false }, chance).state;
    squares += state.own[0] ** 2;
  }
  expect(Math.sqrt(squares / 40_000) / settledSd(noise)).toBeCloseTo(1, 1);
});

test("readings stay in range and say when glucose lies beyond; a state that went through JSON goes on alike", () => {
  const device = cgm({ ...usualCgm, errors: g6Population, faults: usualCgmFaults });
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 10, max: 700 }), { minLength: 30, maxLength: 60 }),
      fc.nat(1e6),
      (course, seed) => {
        const [one, two] = [stream(seed), stream(seed)];
        let [a, b] = [device.begin(one), device.begin(two)];
        for (const interstitial of course) {
          const input = { interstitial, asleep: seed % 2 === 0 };
          const left = device.step(a, input, one);
          const right = device.step(JSON.parse(JSON.stringify(b)), input, two);
          expect(right).toEqual(left);
          [a, b] = [left.state, right.state];
          const { reading, beyond } = left.output;
          if (reading !== null) expect(reading >= 40 && reading <= 400).toBe(true);
          if (beyond === "below") expect(reading).toBe(40);
          if (beyond === "above") expect(reading).toBe(400);
        }
      },
    ),
    { numRuns: 50 },
  );
});

test("about 3 % of readings are lost to drop-outs, and pressure lows come at night only", () => {
  const device = cgm({ ...usualCgm, errors: g6Population, faults: usualCgmFaults });
  const why = { ok: 0, "warming up": 0, "drop-out": 0, compression: 0 };
  let awake = 0;
  for (let member = 0; member < 20; member++) {
    const chance = stream(5000 + member);
    let state = device.begin(chance);
    for (let i = 0; i < 30 * 288; i++) {
      const asleep = i % 288 < 96;
      const step = device.step(state, { interstitial: 130, asleep }, chance);
      state = step.state;
      why[step.output.why]++;
      if (step.output.why === "compression" && i % 288 >= 96 + 12) awake++;
    }
  }
  const share = why["drop-out"] / (20 * 30 * 288 - why["warming up"]);
  expect(share).toBeGreaterThan(0.02);
  expect(share).toBeLessThan(0.04);
  expect(why.compression).toBeGreaterThan(100);
  expect(awake).toBe(0);
});

test("the older sensor: noise of standard deviation √(0.49/0.51), bent by Johnson's SU; off by 0.0 ± 11 mg/dL", () => {
  const chance = stream(77);
  let state = bretonCgm.begin(chance);
  const seen = Array.from({ length: 60_000 }, () => {
    const step = bretonCgm.step(state, { interstitial: 150 }, chance);
    state = step.state;
    return { noise: state.noise, error: step.output - 150 };
  });
  const mean = (read: (one: (typeof seen)[number]) => number) =>
    seen.reduce((sum, one) => sum + read(one), 0) / seen.length;
  expect(Math.sqrt(mean(({ noise }) => noise ** 2))).toBeCloseTo(Math.sqrt(0.49 / 0.51), 1);
  expect(Math.abs(mean(({ error }) => error))).toBeLessThan(1.5);
  expect(Math.abs(Math.sqrt(mean(({ error }) => error ** 2)) - 11)).toBeLessThan(1.5);
});
