import { type KnownCode, knownCodes } from "./codes.ts";
import type { Code } from "./observation.ts";

/** What a value of one kind can be at all, and what its usual sensor can report. */
export interface Limits {
  /** Outside these no living person, and no honest device, has been: such a value is refused. */
  readonly possible: readonly [number, number];
  /** What the sensor reports as numbers; at and beyond its ends the value is only known to be beyond. */
  readonly sensor?: readonly [number, number];
}

/**
 * Canonical units of codes.ts. Wide on purpose: they catch wrong units and broken records, not unusual people.
 * Glucose: the highest survived value reported is 2,656 mg/dL (Guinness 2008); sensors report 40–400 mg/dL (Dexcom)
 * or 40–500 mg/dL (Libre): labelled ranges.
 */
const limits: Readonly<Record<KnownCode, Limits>> = {
  cgmGlucose: { possible: [10, 1000], sensor: [40, 500] },
  plasmaGlucose: { possible: [5, 3000] },
  bloodGlucose: { possible: [5, 3000] },
  capillaryGlucose: { possible: [5, 3000] },
  carbohydrate: { possible: [0, 500] },
  mealEnergy: { possible: [0, 10_000] },
  insulinBolus: { possible: [0, 100] },
  insulinBasalRate: { possible: [0, 40] },
  insulinLongActing: { possible: [0, 300] },
  activityIntensity: { possible: [0, 100] },
  heartRate: { possible: [15, 350] },
  steps: { possible: [0, 200_000] },
  systolic: { possible: [30, 350] },
  diastolic: { possible: [10, 250] },
  weight: { possible: [0.3, 650] },
  height: { possible: [20, 280] },
  bmi: { possible: [5, 250] },
  hba1c: { possible: [2, 25] },
  egfr: { possible: [0, 250] },
  creatinine: { possible: [0.05, 50] },
};

const keyOf = (code: Code): string => `${code.system}|${code.code}`;
const known = new Map<string, KnownCode>(
  Object.entries(knownCodes).map(([name, entry]) => [keyOf(entry.code), name as KnownCode]),
);

/** The name under which a code is known here, or null. */
export function knownCode(code: Code): KnownCode | null {
  return known.get(keyOf(code)) ?? null;
}

/** The limits of a known code. */
export function limitsOf(name: KnownCode): Limits {
  return limits[name];
}

/** Whether two codes are the same term of the same system. */
export function sameCode(a: Code, b: Code): boolean {
  return a.code === b.code && a.system === b.system;
}
