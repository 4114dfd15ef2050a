import { drawNormal } from "@homeostat/engine";
import { type Device, happens } from "../devices/device.ts";

export interface WeightPerson {
  /** kg at the start. */
  readonly start: number;
  /** kg per year. */
  readonly trend: number;
  /** Episodes of fluid retention per year: several in heart failure, none in health. */
  readonly fluidEpisodesPerYear: number;
}

export interface WeightState {
  /** Days since the start. */
  readonly day: number;
  /** Slow wandering, kg. */
  readonly slow: number;
  /** Fluid held, kg, and how fast it still comes in, kg a day. */
  readonly fluid: number;
  readonly filling: number;
}

const slowSd = 0.08;
const scaleSd = 0.35;
const episode = { kgPerDay: 0.45, days: 5, clearedPerDay: 0.25 };

/** Weight as a process, one step a day: trend, wandering, fluid that builds over days and is cleared, scatter of a scale. */
export function weight(person: WeightPerson): Device<WeightState, null, number> {
  return {
    id: "weight",
    title: "Weight (stochastic)",
    reference:
      "ours: trend, wandering of 0.08 kg/√day, fluid episodes of about 2 kg in 5 days, scale ±0.35 kg",
    nature: "stochastic",
    stepMinutes: 1440,
    begin: () => ({ day: 0, slow: 0, fluid: 0, filling: 0 }),
    step: (state, _input, chance) => {
      const begins = happens(person.fluidEpisodesPerYear / 365, 1440, chance);
      const next = {
        day: state.day + 1,
        slow: state.slow + slowSd * drawNormal(chance),
        ...fluidOf(state, begins),
      };
      const kg =
        person.start +
        (person.trend * next.day) / 365 +
        next.slow +
        next.fluid +
        scaleSd * drawNormal(chance);
      return { state: next, output: Math.round(kg * 10) / 10 };
    },
  };
}

function fluidOf({ fluid, filling }: WeightState, begins: boolean): Pick<WeightState, "fluid" | "filling"> {
  if (begins) return { fluid, filling: episode.days };
  if (filling > 0) return { fluid: fluid + episode.kgPerDay, filling: filling - 1 };
  return { fluid: fluid * (1 - episode.clearedPerDay), filling: 0 };
}
