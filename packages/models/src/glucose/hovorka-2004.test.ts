/**
 * An independent LSODA run of the paper's equations (BW 75): steady glucose at basal rates, 0.419446 U/h for 5.6 mmol/L; from there 50 g
 * over 15 min peak at 15.1876 mmol/L after 159 min; with 5 U 7.2013 after 47 and 1.7107 after 232 min; 1 U alone 3.2961 after 181 min with
 * insulin at most 10.958 mU/L. Margin 1e-4.
 */
import { simulate } from "@homeostat/engine";
import { needData } from "@homeostat/testing";
import { expect, test } from "vitest";
import { readGolden } from "../../test/golden.ts";
import { hovorka2004 } from "./hovorka-2004.ts";
import { hovorka2004Subjects } from "./hovorka-2004-parameters.ts";

const tolerance = { relative: 1e-9, absolute: 1e-10 };
const perMinute = 1000 / 60;
const meal = { kind: "dose", dose: "meal", at: 60, amount: 50 } as const;
const bolus = (amount: number) => ({ kind: "dose", dose: "bolus", at: 60, amount }) as const;
const run = (schedule: readonly (typeof meal | ReturnType<typeof bolus>)[]) =>
  simulate(hovorka2004, { schedule, to: 480, every: 1, tolerance });
const greatest = (values: Float64Array) => values.reduce((most, value) => Math.max(most, value));
const least = (values: Float64Array) => values.reduce((few, value) => Math.min(few, value));

test.for([
  [0.2, 15.3792],
  [0.3, 11.5362],
  [0.4, 6.9337],
  [0.5, 4.0654],
  [0.6, 3.3967],
  [0.8, 2.2292],
  [1, 1.3056],
] as const)("at %d U/h glucose settles at %d mmol/L", ([rate, expected]) => {
  const parameters = { basal: rate * perMinute, G0: expected };
  const { glucose } = simulate(hovorka2004, { parameters, to: 20_000, every: 20_000, tolerance }).outputs;
  expect(Math.abs(glucose[1]! - expected)).toBeLessThan(1e-4);
});

test("a meal, a meal with insulin, and insulin alone", () => {
  const alone = run([meal]).outputs.glucose;
  expect(Math.abs(greatest(alone) / 15.1876 - 1)).toBeLessThan(1e-4);
  expect(alone.indexOf(greatest(alone)) - 60).toBe(159);
  const covered = run([meal, bolus(5)]).outputs.glucose;
  expect(Math.abs(greatest(covered) / 7.2013 - 1)).toBeLessThan(1e-4);
  expect(covered.indexOf(greatest(covered)) - 60).toBe(47);
  expect(Math.abs(least(covered) / 1.7107 - 1)).toBeLessThan(1e-4);
  const insulin = run([bolus(1)]).outputs;
  expect(Math.abs(least(insulin.glucose) / 3.2961 - 1)).toBeLessThan(1e-4);
  expect(Math.abs(greatest(insulin.insulinLevel) / 10.958 - 1)).toBeLessThan(1e-4);
});

test.for([
  ["hovorka_bolus0_cho50.csv", [meal]],
  ["hovorka_bolus1_cho0.csv", [bolus(1)]],
] as const)("all states follow %s", ([file, schedule], context) => {
  const rows = readGolden(needData(context, "golden", file));
  const { states } = run(schedule);
  for (const [i, { values }] of rows.entries()) {
    for (const [name, column] of Object.entries(states)) {
      const theirs = values[name]!;
      expect(Math.abs(column[i]! - theirs) / (Math.abs(theirs) + 1e-2), `${name} at ${i} min`).toBeLessThan(
        1e-4,
      );
    }
  }
});

test.for(Object.entries(hovorka2004Subjects))("%s finds a finite steady glucose", ([, parameters]) => {
  const { glucose } = simulate(hovorka2004, { parameters, to: 5_000, every: 5_000 }).outputs;
  expect(glucose[1]).toBeGreaterThan(0);
  expect(glucose[1]).toBeLessThan(60);
});
