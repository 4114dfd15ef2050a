/** The processes do what their descriptions say: means, rhythms, scatter and bounds (Tanaka 2001 for the highest heart rate). */
import { randomStream } from "@homeostat/engine";
import { expect, test } from "vitest";
import { bloodPressure } from "./blood-pressure.ts";
import { wander } from "./day-rhythm.ts";
import { heartRate, maximalHeartRate } from "./heart-rate.ts";
import { steps } from "./steps.ts";
import { weight } from "./weight.ts";

const stream = (purpose: string) => randomStream({ seed: 11, purpose, member: 0 });
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const sd = (values: readonly number[]) =>
  Math.sqrt(mean(values.map((value) => value ** 2)) - mean(values) ** 2);

test("the highest heart rate at 40 is 180", () => {
  expect(maximalHeartRate(40)).toBe(180);
});

test("wandering keeps its spread whatever the step", () => {
  for (const step of [1, 30, 500]) {
    const chance = stream(`wander ${step}`);
    const values: number[] = [];
    let value = 0;
    for (let i = 0; i < 60_000; i++) {
      value = wander(value, 4, 60, step, (chance.uniform() - 0.5) * Math.sqrt(12));
      values.push(value);
    }
    expect(sd(values)).toBeGreaterThan(3.7);
    expect(sd(values)).toBeLessThan(4.3);
  }
});

test("the heart is slower asleep, faster in effort, and never beyond its highest", () => {
  const device = heartRate({ resting: 65, maximal: 180 });
  const rates = (input: { asleep: boolean; effort: number }) => {
    const chance = stream("heart");
    let state = device.begin(chance);
    return Array.from({ length: 2000 }, (_, i) => {
      const step = device.step(state, { localHour: (i / 12) % 24, ...input }, chance);
      state = step.state;
      return step.output;
    });
  };
  const [awake, asleep, running] = [
    rates({ asleep: false, effort: 0 }),
    rates({ asleep: true, effort: 0 }),
    rates({ asleep: false, effort: 0.6 }),
  ];
  expect(mean(awake)).toBeCloseTo(65, -1);
  expect(mean(awake) - mean(asleep)).toBeCloseTo(8, 0);
  expect(mean(running) - mean(awake)).toBeCloseTo(0.6 * 115, 0);
  expect(Math.max(...running)).toBeLessThanOrEqual(180);
});

test("nobody walks asleep; a walk gives its cadence", () => {
  const device = steps(30);
  const chance = stream("steps");
  const counts = (input: { asleep: boolean; cadence: number }) =>
    Array.from({ length: 2880 }, () => device.step(null, input, chance).output);
  expect(Math.max(...counts({ asleep: true, cadence: 0 }))).toBe(0);
  expect(mean(counts({ asleep: false, cadence: 110 }))).toBeCloseTo(550, -1);
  const day = mean(counts({ asleep: false, cadence: 0 })) * 288;
  expect(day).toBeGreaterThan(4000);
  expect(day).toBeLessThan(9000);
});

test("pressure has its mean, and is higher in the afternoon than at night", () => {
  const device = bloodPressure({ systolic: 140, diastolic: 85 });
  const readings = Array.from({ length: 6 }, (_, member) => yearOf(device, member)).flat();
  const systolic = (of: typeof readings) => mean(of.map((reading) => reading.systolic));
  expect(Math.abs(systolic(readings) - 140)).toBeLessThan(1.5);
  const at = (hour: number) => systolic(readings.filter(({ localHour }) => localHour === hour));
  expect(Math.abs(at(16) - at(4) - 12)).toBeLessThan(1);
  expect(readings.every((one) => one.diastolic < one.systolic)).toBe(true);
});

function yearOf(device: ReturnType<typeof bloodPressure>, member: number) {
  const chance = randomStream({ seed: 11, purpose: "pressure", member });
  let state = device.begin(chance);
  return Array.from({ length: 288 * 365 }, (_, i) => {
    const localHour = (i / 12) % 24;
    const step = device.step(state, { localHour }, chance);
    state = step.state;
    return { localHour, ...step.output };
  });
}

test("weight follows its trend; fluid comes in heart failure only, and goes again", () => {
  const year = (fluidEpisodesPerYear: number) => {
    const device = weight({ start: 80, trend: -6, fluidEpisodesPerYear });
    const chance = stream(`weight ${fluidEpisodesPerYear}`);
    let state = device.begin(chance);
    return Array.from({ length: 365 }, () => {
      const step = device.step(state, null, chance);
      state = step.state;
      return { kg: step.output, fluid: state.fluid };
    });
  };
  const healthy = year(0);
  expect(Math.max(...healthy.map(({ fluid }) => fluid))).toBe(0);
  expect(mean(healthy.slice(-30).map(({ kg }) => kg))).toBeGreaterThan(69);
  expect(mean(healthy.slice(-30).map(({ kg }) => kg))).toBeLessThan(79);
  const failing = year(6).map(({ fluid }) => fluid);
  expect(Math.max(...failing)).toBeGreaterThan(2);
  expect(Math.min(...failing.slice(-60))).toBeLessThan(0.5);
});
