/** Rejection rules of the synthetic cohort: basal 0.3-2.5 U/h, 1 U lowers by 5-120 mg/dL, 50 g without insulin peak at 180-600 mg/dL. */
import { randomStream, simulate } from "@homeostat/engine";
import { cohortS2008, uvaPadovaS2008 } from "@homeostat/models";
import { logNormalAround, virtualPeople } from "@homeostat/twin";
import { expect, test } from "vitest";
import { idealSettings } from "./therapy.ts";
import { type1Rules } from "./truth-population.ts";

const adults = cohortS2008.filter(({ group }) => group === "adult");

test("synthetic adults are like the published ones, and every one of them can be treated", () => {
  const chance = randomStream({ seed: 1, purpose: "synthetic adults", member: 0 });
  const draw = logNormalAround(adults.map(({ parameters }) => parameters));
  const { people, tried } = virtualPeople({ count: 40, draw, rules: type1Rules, mostTries: 200 }, chance);
  expect(tried).toBeLessThan(400);
  for (const parameters of people) {
    const schedule = [{ kind: "dose", dose: "meal", at: 0, amount: 50 } as const];
    const { glucose, basalNeed } = simulate(uvaPadovaS2008, {
      parameters,
      schedule,
      to: 480,
      every: 5,
    }).outputs;
    const peak = Math.max(...glucose);
    expect(basalNeed[0]).toBeGreaterThanOrEqual(0.3);
    expect(basalNeed[0]).toBeLessThanOrEqual(2.5);
    expect(peak).toBeGreaterThanOrEqual(180);
    expect(peak).toBeLessThanOrEqual(600);
  }
  const logMean = (values: readonly number[]) =>
    values.reduce((sum, value) => sum + Math.log(value), 0) / values.length;
  for (const name of ["Vmx", "kp3", "kmax", "ksc"] as const) {
    const ratio =
      logMean(people.map((one) => one[name]!)) - logMean(adults.map(({ parameters }) => parameters[name]));
    expect(Math.abs(ratio), name).toBeLessThan(0.35);
  }
});

test("the settings that are found cover a meal: two hours either side of four glucose is back within 40 mg/dL", () => {
  for (const { name, parameters, correctionFactor } of adults) {
    const settings = idealSettings(parameters);
    const schedule = [
      { kind: "dose", dose: "meal", at: 0, amount: 60 },
      { kind: "dose", dose: "bolus", at: 0, amount: 60 / settings.carbRatio },
    ] as const;
    const { glucose } = simulate(uvaPadovaS2008, { parameters, schedule, to: 240, every: 240 }).outputs;
    expect(Math.abs(glucose[1]! - glucose[0]!), name).toBeLessThan(40);
    expect(settings.correctionFactor / correctionFactor, name).toBeGreaterThan(0.7);
    expect(settings.correctionFactor / correctionFactor, name).toBeLessThan(1.5);
  }
});
