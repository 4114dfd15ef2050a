/**
 * Reference numbers: an independent LSODA run (rtol 1e-10) of the same equations with the parameters of simglucose, eating 5 g/min
 * from minute 60; margins as declared with them: drift 1e-6 mg/dL in 6 h, 0.01 mg/dL and 1 min for adult#001, 0.1 % for the cohort.
 */
import { simulate } from "@homeostat/engine";
import { needData } from "@homeostat/testing";
import { expect, test } from "vitest";
import { readGolden } from "../../test/golden.ts";
import { type CohortSubject, cohortS2008 } from "./cohort-s2008.ts";
import { uvaPadovaS2008 } from "./uva-padova-s2008.ts";

const tolerance = { relative: 1e-8, absolute: 1e-9 };
const meal = { kind: "dose", dose: "meal", at: 60, amount: 50 } as const;
const bolus = (amount: number) => ({ kind: "dose", dose: "bolus", at: 60, amount }) as const;
type Items = readonly (typeof meal | ReturnType<typeof bolus>)[];

function course(subject: CohortSubject, schedule: Items, to = 480) {
  return simulate(uvaPadovaS2008, { parameters: subject.parameters, schedule, to, every: 5, tolerance });
}

const subjectNamed = (name: string) => cohortS2008.find((one) => one.name === name)!;
const greatest = (values: Float64Array) => values.reduce((most, value) => Math.max(most, value));
const least = (values: Float64Array) => values.reduce((few, value) => Math.min(few, value));
/** Minutes from the meal to the first value within rounding of the greatest. */
const timeOf = (values: Float64Array, wanted: number) =>
  values.findIndex((value) => Math.abs(value - wanted) < 1e-5) * 5 - 60;

test.for(cohortS2008.map(({ name }) => name))("%s stays at its basal glucose for six hours", (name) => {
  const { parameters } = subjectNamed(name);
  const strict = { relative: 1e-11, absolute: 1e-10 };
  const { glucose } = simulate(uvaPadovaS2008, { parameters, to: 360, every: 5, tolerance: strict }).outputs;
  expect(greatest(glucose) - least(glucose)).toBeLessThan(1e-6);
});

test("adult#001 after 50 g and 5 U: 185.116 mg/dL at 65 min; 1 U lowers glucose by 9.367 mg/dL; basal 1.26736 U/h", () => {
  const adult = subjectNamed("adult#001");
  const { glucose, basalNeed } = course(adult, [meal, bolus(5)]).outputs;
  expect(Math.abs(greatest(glucose) - 185.116)).toBeLessThan(0.01);
  expect(timeOf(glucose, greatest(glucose))).toBe(65);
  expect(basalNeed[0]).toBeCloseTo(1.26736, 5);
  const lowered = course(adult, [bolus(1)]).outputs.glucose;
  expect(lowered[0]! - least(lowered)).toBeCloseTo(9.367, 3);
});

test("every number of the cohort's reference table holds to 0.1 %", (context) => {
  const rows = readGolden(needData(context, "golden", "uva_cohort_reference.csv"));
  expect(rows).toHaveLength(cohortS2008.length);
  for (const { name, values } of rows) {
    const ours = tableRow(subjectNamed(name));
    for (const [column, value] of Object.entries(ours)) {
      const off = Math.abs(value / values[column]! - 1);
      expect(off, `${name} ${column}: ${value} against ${values[column]}`).toBeLessThan(1e-3);
    }
  }
});

function tableRow(subject: CohortSubject): Readonly<Record<string, number>> {
  const covered = course(subject, [meal, bolus(50 / subject.carbRatio)]).outputs;
  const bare = course(subject, [meal]).outputs.glucose;
  const unit = course(subject, [bolus(1)]).outputs.glucose;
  return {
    basal_U_per_h: covered.basalNeed[0]!,
    meal50_bolus_peak: greatest(covered.glucose),
    meal50_bolus_tpeak_after_meal: timeOf(covered.glucose, greatest(covered.glucose)),
    meal50_bolus_min: least(covered.glucose),
    meal50_bolus_end: covered.glucose.at(-1)!,
    meal50_bolus_Ipeak_pmolL: greatest(covered.insulinLevel),
    meal50_nobolus_peak: greatest(bare),
    meal50_nobolus_tpeak: timeOf(bare, greatest(bare)),
    drop_1U: unit[0]! - least(unit),
    t_nadir_1U: timeOf(unit, least(unit)),
  };
}

test("all thirteen states of adult#001 follow the reference trace", (context) => {
  const rows = readGolden(needData(context, "golden", "uva_adult001_meal50_bolus.csv"));
  const { states, outputs } = course(subjectNamed("adult#001"), [meal, bolus(5)]);
  const names = ["Qsto1", "Qsto2", "Qgut", "Gp", "Gt", "Ip", "X", "I1", "Il", "Isc1", "Isc2", "Gs"] as const;
  rows.forEach(({ values }, i) => {
    for (const name of names) near(states[name][i]!, values[name]!, name, i);
    near(states.Id[i]!, values.XL!, "XL", i);
    expect(Math.abs(outputs.glucose[i]! - values.G_plasma_mgdl!)).toBeLessThan(1e-4);
    expect(Math.abs(outputs.sensorGlucose[i]! - values.G_sub_mgdl!)).toBeLessThan(1e-4);
  });
});

function near(ours: number, theirs: number, name: string, row: number): void {
  const off = Math.abs(ours - theirs) / (Math.abs(theirs) + 1e-2);
  expect(off, `${name} at ${5 * row} min: ${ours} against ${theirs}`).toBeLessThan(1e-4);
}

test("the cohort is the published one, number by number", (context) => {
  const rows = readGolden(needData(context, "t1d-cohort", "vpatient_params.csv"));
  const quest = readGolden(needData(context, "t1d-cohort", "Quest.csv"));
  expect(rows.map(({ name }) => name)).toEqual(cohortS2008.map(({ name }) => name));
  cohortS2008.forEach((subject, i) => {
    for (const [name, value] of Object.entries(subject.parameters)) expect(value).toBe(rows[i]!.values[name]);
    const { CR, CF, Age, TDI } = quest[i]!.values;
    const { carbRatio, correctionFactor, ageYears, dailyInsulin } = subject;
    expect([carbRatio, correctionFactor, ageYears, dailyInsulin]).toEqual([CR, CF, Age, TDI]);
  });
});

test("what follows from the free parameters is what the published file has", (context) => {
  const rows = readGolden(needData(context, "t1d-cohort", "vpatient_params.csv"));
  const names = ["m2", "m30", "Ilb", "u2ss", "Gtb", "Vm0", "kp1"] as const;
  for (const { name, values } of rows) {
    const { parameters } = course(subjectNamed(name), [], 0);
    for (const one of names) expect(parameters[one] / values[one]! - 1).toBeCloseTo(0, 10);
  }
});

test("glucose appearance that nothing explains raises glucose by its own mass", () => {
  const subject = subjectNamed("adult#003");
  const schedule = [{ kind: "infuse", input: "Rx", at: 0, amount: 1, duration: 1 } as const];
  const { glucose } = simulate(uvaPadovaS2008, {
    parameters: subject.parameters,
    schedule,
    to: 1,
    every: 1,
  }).outputs;
  const rise = (glucose[1]! - glucose[0]!) * subject.parameters.Vg;
  expect(rise).toBeGreaterThan(0.9);
  expect(rise).toBeLessThan(1);
});
