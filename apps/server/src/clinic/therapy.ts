import { drawLogNormal, drawNormal, type RandomStream, simulate } from "@homeostat/engine";
import { type BolusSettings, uvaPadovaS2008 } from "@homeostat/models";
import type { Draw } from "@homeostat/twin";

/** What a person with a pump has set: near what they need, as clinics find it, never exactly. */
export interface Therapy {
  /** U/h, mean of the day. */
  readonly basal: number;
  /** The basal rate follows the day's need by this much (0: flat). */
  readonly follows: number;
  readonly bolus: BolusSettings;
}

const testMeal = 50;
const minutes = 480;
const every = 5;

/** Settings found by testing the true person, then put off by what clinics miss. */
export function therapyFor(truth: Draw, chance: RandomStream): Therapy {
  const { basal, correctionFactor, carbRatio } = idealSettings(truth);
  const off = (value: number, cv: number) => drawLogNormal(chance, value, cv);
  return {
    basal: Math.round(off(basal, 0.08) * 20) / 20,
    follows: Math.min(1, Math.max(0, drawNormal(chance, 0.6, 0.2))),
    bolus: {
      carbRatio: Math.max(2, Math.round(off(carbRatio, 0.18) * 2) / 2),
      correctionFactor: Math.max(5, Math.round(off(correctionFactor * 1.15, 0.12))),
      correctAbove: 150,
      target: 120,
      insulinHours: 4,
    },
  };
}

/** Basal (U/h) in balance; mg/dL that 1 U takes off; g that 1 U covers. */
export function idealSettings(truth: Draw): { basal: number; correctionFactor: number; carbRatio: number } {
  const lowered = glucoseAfter(truth, 0, 1);
  const correctionFactor = lowered[0]! - lowered.reduce((least, value) => Math.min(least, value));
  const basal = simulate(uvaPadovaS2008, { parameters: truth, to: 0, every }).outputs.basalNeed[0]!;
  return { basal, correctionFactor, carbRatio: testMeal / coveringBolus(truth) };
}

/** The bolus that brings a test meal back to where it started between the third and the fifth hour (secant). */
function coveringBolus(truth: Draw): number {
  const excess = (bolus: number) => {
    const late = glucoseAfter(truth, testMeal, bolus).subarray(180 / every, 300 / every);
    return late.reduce((sum, value) => sum + value, 0) / late.length - truth.Gb!;
  };
  let [low, high] = [1, 6];
  let [atLow, atHigh] = [excess(low), excess(high)];
  for (let pass = 0; pass < 4 && Math.abs(atHigh) > 1 && atHigh !== atLow; pass++) {
    const next = Math.min(25, Math.max(0.5, high - (atHigh * (high - low)) / (atHigh - atLow)));
    [low, atLow, high, atHigh] = [high, atHigh, next, excess(next)];
  }
  return high;
}

function glucoseAfter(truth: Draw, carbs: number, bolus: number): Float64Array {
  const schedule = [
    { kind: "dose", dose: "meal", at: 0, amount: carbs },
    { kind: "dose", dose: "bolus", at: 0, amount: bolus },
  ] as const;
  return simulate(uvaPadovaS2008, { parameters: truth, schedule, to: minutes, every }).outputs.glucose;
}
