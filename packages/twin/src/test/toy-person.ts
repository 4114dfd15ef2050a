import { model } from "@homeostat/engine";
import { knownCodes } from "../observation/codes.ts";
import type { Code, Instant, Observation } from "../observation/observation.ts";
import type { TwinDesign } from "../twin/design.ts";
import { twinModel } from "../twin/model.ts";
import { prepareTwin } from "../twin/prepare.ts";

/** A small person for tests: glucose that returns to a level, meals through a gut, insulin that lowers it. */
export const toyModel = model({
  id: "toy",
  title: "A toy for tests",
  reference: { citation: "none: for tests only" },
  use: "Tests of the twin, which must not depend on any physiology.",
  status: "unvalidated",
  time: "min",
  states: {
    gut: { is: "glucose in the gut", unit: "g", start: 0 },
    served: { is: "meals so far", unit: "1", start: 0 },
    I: { is: "insulin in action", unit: "[iU]", start: 0 },
    G: { is: "glucose", unit: "mg/dL", start: "Gb" },
  },
  inputs: {
    carbs: { is: "carbohydrate being eaten", unit: "g/min", default: 0 },
    insulin: { is: "insulin infused", unit: "[iU]/min", default: 0 },
    Rx: { is: "what nothing explains", unit: "mg/dL/min", default: 0 },
  },
  parameters: {
    Gb: {
      is: "level without meals and insulin",
      unit: "mg/dL",
      value: 140,
      spread: { kind: "logNormal", cv: 0.25 },
      range: [60, 300],
      source: "none",
    },
    SI: {
      is: "fall of glucose by insulin",
      unit: "mg/dL/min/[iU]",
      value: 0.4,
      spread: { kind: "logNormal", cv: 0.4 },
      source: "none",
    },
    ka: { is: "absorption", unit: "/min", value: 0.03, source: "none" },
    rise: { is: "rise of glucose by a gram", unit: "mg/dL/g", value: 3, source: "none" },
  },
  equations: `
    der(gut) = carbs - ka*gut
    der(served) = 0 '/min'
    der(I) = insulin - 0.02 '/min' * I
    der(G) = 0.01 '/min' * (Gb - G) + rise*ka*gut - SI*I + Rx
  `,
  events: { mealStart: { is: "a meal begins", assign: "served = served + 1" } },
  doses: {
    meal: { is: "a meal", unit: "g", into: "carbs", rate: 5, fires: "mealStart" },
    bolus: { is: "a bolus", unit: "[iU]", into: "insulin", over: 1 },
  },
  outputs: {
    glucose: { is: "glucose", equals: "G", unit: "mg/dL" },
    meals: { is: "meals so far", equals: "served", unit: "1" },
  },
});

const codes = knownCodes;

export const toyDesign: TwinDesign = {
  id: "toy",
  title: "Toy",
  model: "toy",
  members: 12,
  measures: [
    {
      code: codes.cgmGlucose.code,
      output: "glucose",
      additive: 5,
      proportional: 0.03,
      correlationMinutes: 30,
      correlatedShare: 0.5,
      fastest: 10,
    },
  ],
  takes: [
    { code: codes.carbohydrate.code, as: { dose: "meal" }, factor: 1, doubt: 0.2 },
    { code: codes.insulinBolus.code, as: { dose: "bolus" }, factor: 1, doubt: 0 },
    { code: codes.insulinBasalRate.code, as: { input: "insulin", holds: true }, factor: 1 / 60, doubt: 0 },
    { code: codes.insulinLongActing.code, as: { input: "insulin", overMinutes: 300 }, factor: 1, doubt: 0 },
    { code: codes.activityIntensity.code, as: { input: "Rx", holds: false }, factor: -0.02, doubt: 0 },
  ],
  learns: [
    { parameter: "Gb", pace: 1, driftPerDay: 0.1, told: true },
    { parameter: "SI", pace: 0.5, driftPerDay: 0, told: true },
  ],
  disturbances: [],
  nonNegative: ["gut", "I", "G"],
  given: {},
  warmUpMinutes: 0,
  slotMinutes: 5,
  restraint: { relaxation: 0.2, strictness: 1, floor: 0.2 },
  forecasts: "glucose",
  alarms: [
    { name: "below 70", side: "below", limit: 70 },
    { name: "above 180", side: "above", limit: 180 },
  ],
  scoring: { everyMinutes: 15, horizons: [10, 30] },
};

/** With something unexplained that wanders, which the plain toy leaves out for its activity to use the same input. */
export const wanderingDesign: TwinDesign = {
  ...toyDesign,
  takes: toyDesign.takes.slice(0, 4),
  disturbances: [{ input: "Rx", sd: 0.5, correlationMinutes: 45 }],
  warmUpMinutes: 60,
};

/** With a watch for faults of its sensor. */
export const watchedDesign: TwinDesign = {
  ...wanderingDesign,
  members: 40,
  /** The toy's unit of the unexplained is mg/dL/min; a gram raises glucose by 3 mg/dL. */
  missingMeals: {
    code: codes.carbohydrate.code,
    gramsPerUnitMinute: 1 / 3,
    recordedDoubt: 0.3,
    amountSpread: 0.5,
    leastGrams: 5,
  },
  measures: wanderingDesign.measures.map((measure) => ({
    ...measure,
    watch: {
      faults: [
        {
          name: "compression low",
          perTime: 1e-4,
          perTimeAtNight: 8e-4,
          lasting: 30,
          longest: 75,
          mean: -35,
          sd: 20,
          correlationTime: 15,
          side: "below",
        },
        {
          name: "wild reading",
          perTime: 4e-4,
          lasting: 4,
          longest: 20,
          mean: 0,
          sd: 60,
          correlationTime: 0,
          side: "either",
        },
      ],
      swallowing: { trend: 0.03, trendTime: 40, shiftTime: 60 },
      varianceScale: 1,
    },
  })),
};

export const prepareToy = (design: TwinDesign = wanderingDesign) => prepareTwin(design, twinModel(toyModel));

export const minute = 60_000;
/** Not at a whole slot of the epoch, so that slots must be counted from it. */
export const born: Instant = Date.UTC(2026, 0, 5, 6) + 2 * minute + 17_000;

export function seen(
  code: Code,
  value: number,
  minutes: number,
  more: Partial<Observation> & { lastsMinutes?: number } = {},
): Observation {
  const { lastsMinutes, ...rest } = more;
  const start = born + Math.round(minutes * minute);
  return {
    key: `${code.code}@${minutes}`,
    subject: "toy",
    code,
    value: { kind: "quantity", value, unit: "1" },
    asReceived: { value, unit: "1" },
    start,
    ...(lastsMinutes === undefined ? {} : { end: start + lastsMinutes * minute }),
    offsetMinutes: 0,
    received: start,
    source: { system: "test" },
    quality: { status: "ok" },
    ...rest,
  };
}

export const reading = (value: number, minutes: number, more: Partial<Observation> = {}) =>
  seen(codes.cgmGlucose.code, value, minutes, more);
export const meal = (grams: number, minutes: number, more: Partial<Observation> = {}) =>
  seen(codes.carbohydrate.code, grams, minutes, more);
export const bolus = (units: number, minutes: number, more: Partial<Observation> = {}) =>
  seen(codes.insulinBolus.code, units, minutes, more);
export const basal = (rate: number, minutes: number, more: Partial<Observation> = {}) =>
  seen(codes.insulinBasalRate.code, rate, minutes, more);

/** Eight hours: readings every five minutes that rise and fall, two meals, boluses, two basal rates. */
export function toyDay(minutes = 480): Observation[] {
  const readings = Array.from({ length: minutes / 5 }, (_, i) =>
    reading(Math.round(140 + 40 * Math.sin(i / 9) + 7 * Math.sin(i * 2.3)), 5 * i),
  );
  return [
    ...readings,
    meal(40, 60),
    bolus(4, 58),
    meal(60, 241.5),
    bolus(5, 245),
    basal(1, 0),
    basal(1.4, 180),
    seen(codes.insulinLongActing.code, 3, 100),
  ];
}
