import { drawNormal } from "@homeostat/engine";
import type { Device } from "../devices/device.ts";
import { dayRhythm, wander } from "./day-rhythm.ts";

export interface PressurePerson {
  /** mm[Hg], mean of the waking day. */
  readonly systolic: number;
  readonly diastolic: number;
}

export interface PressureState {
  /** Deviation of the day, mm[Hg], of the systolic pressure. */
  readonly day: number;
}

export interface PressureInput {
  readonly localHour: number;
}

const rhythm = { amplitude: 6, peakHour: 16 };
const dayNoise = { sd: 6, memoryMinutes: 3 * 1440 };
const cuffNoise = { systolic: 5, diastolic: 3 };
const stepMinutes = 5;

/** Pressure as a process: the person's mean, a daily rhythm, slow wandering, and the scatter of single cuff readings. */
export function bloodPressure(person: PressurePerson): Device<PressureState, PressureInput, PressurePerson> {
  return {
    id: "blood-pressure",
    title: "Blood pressure (stochastic)",
    reference: "ours: mean, daily rhythm of 6 mm[Hg], days of ±6, cuff readings ±5/±3",
    nature: "stochastic",
    stepMinutes,
    begin: () => ({ day: 0 }),
    step: (state, { localHour }, chance) => {
      const day = wander(state.day, dayNoise.sd, dayNoise.memoryMinutes, stepMinutes, drawNormal(chance));
      const shift = day + rhythm.amplitude * dayRhythm(localHour, rhythm.peakHour);
      const systolic = Math.round(person.systolic + shift + cuffNoise.systolic * drawNormal(chance));
      const diastolic = Math.round(person.diastolic + 0.6 * shift + cuffNoise.diastolic * drawNormal(chance));
      return { state: { day }, output: { systolic, diastolic: Math.min(diastolic, systolic - 10) } };
    },
  };
}
