/**
 * Vancomycin by an independent run of the published equations (matrix exponential in another language): levels and
 * exposure of four people under 1 g every 12 h over an hour. Typical values and covariances are those of the papers,
 * as collected by PKPDsim.
 */
import { readFileSync } from "node:fs";
import { type ModelSpec, type Schedule, simulate } from "@homeostat/engine";
import { needData } from "@homeostat/testing";
import { expect, test } from "vitest";
import { vancomycinBuelga2005 } from "./vancomycin-buelga-2005.ts";
import { vancomycinColin2019 } from "./vancomycin-colin-2019.ts";
import { vancomycinGoti2018 } from "./vancomycin-goti-2018.ts";
import { vancomycinThomson2009 } from "./vancomycin-thomson-2009.ts";

const tolerance = { relative: 1e-9, absolute: 1e-9 };
const twelveHourly = Array.from(
  { length: 8 },
  (_, i) => ({ kind: "infuse", input: "infusion", at: 12 * i, amount: 1000, duration: 1 }) as const,
);
const person = (values: Readonly<Record<string, number>>): Schedule =>
  Object.entries(values).map(([input, value]) => ({ kind: "set", input, at: 0, value }));
const goti = (values: Readonly<Record<string, number>>) =>
  simulate(vancomycinGoti2018, {
    schedule: [...person(values), ...twelveHourly],
    to: 96,
    every: 1,
    tolerance,
  }).outputs;

test.for([
  [{ weight: 70, age: 50, female: 0, creatinine: 1 }, 3.4952, 544.63],
  [{ weight: 80, age: 72, female: 1, creatinine: 0.8 }, 2.7291, 655.07],
  [{ weight: 95, age: 60, female: 0, creatinine: 2.5 }, 1.9512, 788.49],
] as const)("Goti: %j has clearance %d and AUC72-96 %d", ([covariates, clearance, area]) => {
  const outputs = goti(covariates);
  expect(outputs.clearance[96]).toBeCloseTo(clearance, 4);
  expect(outputs.exposure[96]! - outputs.exposure[72]!).toBeCloseTo(area, 2);
});

test("Goti: levels of the first person, and clearance on dialysis", () => {
  const { concentration } = goti({ weight: 70, age: 50, female: 0, creatinine: 1 });
  for (const [hour, level] of [
    [1, 15.785],
    [12, 6.074],
    [85, 32.14],
    [96, 17.33],
  ] as const)
    expect(Math.abs(concentration[hour]! - level)).toBeLessThan(6e-4);
  expect(goti({ weight: 70, age: 60, creatinine: 6, dialysis: 1 }).clearance[0]).toBeCloseTo(0.531, 4);
});

test.for([
  [vancomycinThomson2009, { CRCL: 66, weight: 80 }, 2.99],
  [vancomycinThomson2009, { CRCL: 100, weight: 80 }, 2.99 * (1 + 0.0154 * 34)],
  [vancomycinBuelga2005, { CRCL: 100, weight: 80 }, 1.08 * 6],
  // Colin 2019: 35 years and 40 weeks, 70 kg, creatinine usual for the age: the typical 5.31 L/h.
  [vancomycinColin2019, { PMA: 35 + 40 / 52, weight: 70, creatinine: 0.831 }, 5.31],
] as const)(
  "$0.id: %s with %j clears %d L/h, and the steady exposure is dose over clearance",
  ([model, covariates, clearance]) => {
    const { outputs } = simulate(model as ModelSpec, {
      schedule: [
        ...person(covariates),
        { kind: "infuse", input: "infusion", at: 0, amount: 1000, duration: 1 },
      ],
      to: 3000,
      every: 3000,
      tolerance,
    });
    expect(outputs.clearance![0]! / clearance).toBeCloseTo(1, 2);
    expect(outputs.exposure![1]! * outputs.clearance![0]!).toBeCloseTo(1000, 2);
  },
);

test.for([
  [
    "pk_vanco_goti",
    vancomycinGoti2018,
    { CL: "CL", V1: "V", V2: "V2", Q: "Q" },
    { CL: 0.1584, V1: 0.6659, V2: 0.326 },
  ],
  [
    "pk_vanco_thomson",
    vancomycinThomson2009,
    { CL: "CL", V1: "V", Q: "Q", V2: "V2" },
    { CL: 0.0729, V2: 1.69 },
  ],
  ["pk_vanco_buelga", vancomycinBuelga2005, { CL: "CL", V: "V" }, { CL: 0.07929856, V: 0.1380123 }],
  ["pk_vanco_colin", vancomycinColin2019, { CL: "CL", V1: "V", V2: "V2", Q: "Q" }, { CL: 0.0746, V2: 0.684 }],
] as const)(
  "%s: typical values and spreads are those collected by PKPDsim",
  ([file, { parameters }, names, variances], context) => {
    const text = readFileSync(needData(context, "popPK", `${file}.json5`), "utf8");
    const block = /"parameters"\s*:\s*{([^}]*)}/.exec(text)![1]!;
    const theirs = Object.fromEntries(
      [...block.matchAll(/"(\w+)"\s*:\s*([-.\d]+)/g)].map(([, name, value]) => [name, Number(value)]),
    );
    for (const [ours, name] of Object.entries(names))
      expect(parameters[ours as keyof typeof parameters], name).toMatchObject({ value: theirs[name] });
    for (const [ours, variance] of Object.entries(variances)) {
      const { spread } = parameters[ours as keyof typeof parameters] as { spread: { cv: number } };
      expect(Math.log1p(spread.cv ** 2)).toBeCloseTo(variance, 10);
      expect(text).toContain(String(variance));
    }
  },
);
