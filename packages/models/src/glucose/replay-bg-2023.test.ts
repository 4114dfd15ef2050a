/**
 * The equations of Cappon 2023 (doi:10.1109/TBME.2023.3286856) in an independent LSODA run (70 kg, 1.1 U/h, Gb 130,
 * SI 7e-4, SG 0.02, p2 0.0121, ka2 0.014, kd 0.026, kempt 0.18, kabs 0.012; what is taken is taken at 60 min): 50 g peak at
 * 252.4757 mg/dL at 141 min; with 5 U at 217.9107 at 117 min, lowest 96.5653 at 333 min, insulin at most 46.2975 mU/L; 3 U alone
 * bring it to 66.0400 at 282 min. Margin 1e-5.
 */
import { type Schedule, simulate } from "@homeostat/engine";
import { expect, test } from "vitest";
import { replayBg2023 } from "./replay-bg-2023.ts";
import { replayBg2023Allows, replayBg2023Priors } from "./replay-bg-2023-parameters.ts";

const parameters = {
  BW: 70,
  basal: 1.1,
  Gb: 130,
  SI: 7e-4,
  SG: 0.02,
  p2: 0.0121,
  ka2: 0.014,
  kd: 0.026,
  kempt: 0.18,
  kabs: 0.012,
};
const run = (schedule: Schedule) =>
  simulate(replayBg2023, {
    parameters,
    schedule,
    to: 480,
    every: 1,
    tolerance: { relative: 1e-10, absolute: 1e-11 },
  }).outputs;
const meal = { kind: "dose", dose: "meal", at: 60, amount: 50 } as const;
const bolus = (amount: number) => ({ kind: "dose", dose: "bolus", at: 60, amount }) as const;
const greatest = (values: Float64Array) => values.reduce((most, value) => Math.max(most, value));
const least = (values: Float64Array) => values.reduce((few, value) => Math.min(few, value));
const near = (value: number, reference: number) => expect(Math.abs(value / reference - 1)).toBeLessThan(1e-5);

test("at the usual basal rate nothing moves", () => {
  const { glucose, sensorGlucose } = run([]);
  near(least(glucose), 130);
  near(greatest(sensorGlucose), 130);
});

test("a meal alone", () => {
  const { glucose, sensorGlucose } = run([meal]);
  near(greatest(glucose), 252.47570418294288);
  expect(glucose.indexOf(greatest(glucose))).toBe(141);
  near(sensorGlucose[120]!, 235.03355304362435);
  near(glucose[300]!, 167.86374048412702);
});

test("a meal with its insulin", () => {
  const { glucose, insulinLevel } = run([meal, bolus(5)]);
  near(greatest(glucose), 217.9107403079457);
  expect(glucose.indexOf(greatest(glucose))).toBe(117);
  near(least(glucose), 96.56531336992421);
  expect(glucose.indexOf(least(glucose))).toBe(333);
  near(greatest(insulinLevel), 46.29747045706488);
});

test("insulin alone, where it acts more the lower glucose is", () => {
  const { glucose } = run([bolus(3)]);
  near(least(glucose), 66.04000163318902);
  near(glucose[300]!, 67.3627282204839);
});

test("all of the meal appears but what is not absorbed", () => {
  const { appearance } = simulate(replayBg2023, {
    parameters: { ...parameters, kabs: 0.05 },
    schedule: [meal],
    to: 1440,
    every: 1,
  }).outputs;
  const appeared = appearance.reduce((sum, value) => sum + value, 0) * parameters.BW;
  expect(Math.abs(appeared / (0.9 * 50_000) - 1)).toBeLessThan(1e-3);
});

test("every fitted parameter has its published prior, and the published order is kept", () => {
  for (const name of Object.keys(replayBg2023Priors))
    expect(Object.keys(replayBg2023.parameters)).toContain(name);
  expect(replayBg2023Allows(parameters)).toBe(true);
  expect(replayBg2023Allows({ ...parameters, kd: 0.01 })).toBe(false);
  expect(replayBg2023Allows({ ...parameters, kabs: 0.2 })).toBe(false);
});
