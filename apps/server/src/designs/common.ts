import {
  type Alarm,
  knownCodes,
  LOINC,
  type Learns,
  type Measures,
  type MissingMeals,
  type Scoring,
  type SensorWatch,
  type Takes,
  type Trust,
} from "@homeostat/twin";
import { patternPrior } from "./pattern-prior.ts";

/** Of one mmol/L of glucose (180.156 g/mol). */
const mgPerDl = 18.0156;

/**
 * Compression lows come in the night (every few nights where 3 % of the night's readings are such: Baysal 2014,
 * doi:10.1177/1932296814553267), reach some 35 mg/dL in a quarter of an hour and are over within an hour or so; a wild reading
 * comes every other day. Scale and swallowing: what twins of the clinic showed, see docs/credibility/faults.md.
 */
export const watch: SensorWatch = {
  faults: [
    {
      name: "compression low",
      perTime: 0.00004,
      perTimeAtNight: 0.0008,
      lasting: 30,
      longest: 75,
      mean: -35,
      sd: 20,
      correlationTime: 15,
      side: "below",
    },
    {
      name: "wild reading",
      perTime: 0.0004,
      lasting: 4,
      longest: 4,
      mean: 0,
      sd: 60,
      correlationTime: 0,
      side: "either",
    },
  ],
  swallowing: { trend: 0.03, trendTime: 40, shiftTime: 60 },
  varianceScale: 1,
};

/**
 * A factory-calibrated sensor: its error has a standard deviation of about 4 mg/dL and 4 %, most of it shared by the
 * readings of the next half hour (Vettoretti 2019, doi:10.3390/s19235320). 10 mg/dL/min is beyond any
 * change of glucose seen in people.
 */
export const cgm: Measures = {
  code: knownCodes.cgmGlucose.code,
  output: "sensorGlucose",
  additive: 4,
  proportional: 0.04,
  correlationMinutes: 30,
  correlatedShare: 0.85,
  fastest: 10,
  watch,
  gain: { sd: 0.1, correlationDays: 4, renewedAfterMinutes: 100, toldBeyond: 0.05 },
};

/** Meters keep 95 % of their values within 15 mg/dL below 100 mg/dL and within 15 % above (ISO 15197:2013, 6.3.3). */
const meterSd = 0.15 / 1.96;

/**
 * Blood glucose under the codes that meters and records give it, a laboratory's whole blood among them; values of which only
 * the day is known are left out by the twin.
 */
export const fingerstick: Measures = {
  code: knownCodes.capillaryGlucose.code,
  also: [
    { code: knownCodes.bloodGlucose.code, factor: 1 },
    { code: { system: LOINC, code: "32016-8" }, factor: 1 },
    { code: { system: LOINC, code: "2340-8" }, factor: 1 },
    { code: { system: LOINC, code: "14743-9" }, factor: mgPerDl },
    { code: { system: LOINC, code: "15074-8" }, factor: mgPerDl },
  ],
  output: "glucose",
  of: "blood",
  additive: 100 * meterSd,
  proportional: meterSd,
  correlationMinutes: 0,
  correlatedShare: 0,
  fastest: Number.MAX_VALUE,
};

/** The limits of the international consensus on time in range (Battelino 2019, doi:10.2337/dci19-0028). */
export const alarms: readonly Alarm[] = [
  { name: "below 54 mg/dL", side: "below", limit: 54 },
  { name: "below 70 mg/dL", side: "below", limit: 70 },
  { name: "above 180 mg/dL", side: "above", limit: 180 },
  { name: "above 250 mg/dL", side: "above", limit: 250 },
];

export const scoring: Scoring = { everyMinutes: 30, horizons: [15, 30, 60], pattern: patternPrior };

/** Carbohydrate is miscounted by a fifth on average (Brazeau 2013, doi:10.1016/j.diabres.2012.10.024), and no two meals are alike. */
export const meals: Takes = {
  code: knownCodes.carbohydrate.code,
  as: { dose: "meal" },
  factor: 1,
  doubt: 0.3,
};

/**
 * `Rx` is in mg per kg and minute; nine tenths of what is eaten appear (Dalla Man 2007, doi:10.1109/TBME.2007.893506).
 *
 * @param seen share of an unrecorded meal that shows as unexplained: own insulin and what the twin learns take up the rest
 * (median of meals that the clinic's people forgot, scripts/credibility/missing-meals.ts)
 */
export const missingMeals = (weightKg: number | null, seen: number, leastGrams: number): MissingMeals => ({
  code: knownCodes.carbohydrate.code,
  gramsPerUnitMinute: (weightKg ?? 70) / (900 * seen),
  recordedDoubt: 0.3,
  amountSpread: 0.5,
  leastGrams,
});

export const activity: Takes = {
  code: knownCodes.activityIntensity.code,
  as: { input: "intensity", holds: false },
  factor: 1,
  doubt: 0,
};

/** The states of the Dalla Man family that are amounts: all but insulin's action and what is relative to a basal. */
export const amounts = ["Qsto1", "Qsto2", "Qgut", "Dbar", "Gp", "Gt", "Ip", "I1", "Id", "Il", "Gs"] as const;

export const slotMinutes = 5;

/** A day after the last meal and dose, glucose and insulin show nothing of them (the slowest depot empties in a few hours). */
export const settleMinutes = 1440;

/** What is shown is learned slowly, so that it keeps to the body and not to the last meal; `changes` from day to day, or hardly. */
export function learns(parameter: string, told: boolean, changes: boolean, trust?: Trust): Learns {
  const known = trust ? { trust } : {};
  return { parameter, pace: told ? 0.25 : 1, driftPerDay: changes ? 0.3 : 0.03, told, ...known };
}
