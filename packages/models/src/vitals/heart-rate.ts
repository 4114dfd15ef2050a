import { drawNormal } from "@homeostat/engine";
import type { Device } from "../devices/device.ts";
import { dayRhythm, wander } from "./day-rhythm.ts";

export interface HeartRatePerson {
  /** Beats per minute at rest, awake. */
  readonly resting: number;
  readonly maximal: number;
}

export interface HeartRateInput {
  readonly localHour: number;
  readonly asleep: boolean;
  /** Share of the heart rate reserve in use, 0…1. */
  readonly effort: number;
}

export interface HeartRateState {
  readonly deviation: number;
  /** The effort that the heart has caught up with. */
  readonly effort: number;
}

const stepMinutes = 5;
const nightFall = 8;
const rhythm = { amplitude: 3, peakHour: 15 };
const noise = { sd: 4, memoryMinutes: 30 };
/** After effort the heart slows over minutes. */
const recoveryMinutes = 6;

/** Highest heart rate by age (Tanaka, J Am Coll Cardiol 2001;37:153): 208 − 0.7·age. */
export function maximalHeartRate(ageYears: number): number {
  return 208 - 0.7 * ageYears;
}

/** Heart rate as a process: rest, daily rhythm, sleep, effort (Karvonen's reserve), and noise with half an hour's memory. */
export function heartRate(person: HeartRatePerson): Device<HeartRateState, HeartRateInput, number> {
  return {
    id: "heart-rate",
    title: "Heart rate (stochastic)",
    reference: "ours: rest, daily rhythm of 3/min, sleep −8/min, Karvonen's reserve, noise of 4/min",
    nature: "stochastic",
    stepMinutes,
    begin: () => ({ deviation: 0, effort: 0 }),
    step: (state, input, chance) => {
      const next = {
        deviation: wander(state.deviation, noise.sd, noise.memoryMinutes, stepMinutes, drawNormal(chance)),
        effort: Math.max(input.effort, state.effort * Math.exp(-stepMinutes / recoveryMinutes)),
      };
      return { state: next, output: Math.round(beats(person, next, input)) };
    },
  };
}

function beats({ resting, maximal }: HeartRatePerson, state: HeartRateState, input: HeartRateInput): number {
  const calm = resting + rhythm.amplitude * dayRhythm(input.localHour, rhythm.peakHour);
  const rate = calm - (input.asleep ? nightFall : 0) + state.effort * (maximal - resting) + state.deviation;
  return Math.min(maximal, Math.max(35, rate));
}
