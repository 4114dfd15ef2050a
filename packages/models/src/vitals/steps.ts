import { drawNormal } from "@homeostat/engine";
import { type Device, happens } from "../devices/device.ts";

export interface StepsInput {
  readonly asleep: boolean;
  /** Steps per minute of a walk or run under way, 0 for none. */
  readonly cadence: number;
}

const stepMinutes = 5;

/** Steps as a process: short errands while awake, at a rate of the person's own, and the cadence of walks. */
export function steps(errandsPerDay: number): Device<null, StepsInput, number> {
  return {
    id: "steps",
    title: "Steps (stochastic)",
    reference: "ours: errands of 1-5 minutes at 60-100 steps a minute, walks at their cadence ± 5 %",
    nature: "stochastic",
    stepMinutes,
    begin: () => null,
    step: (state, { asleep, cadence }, chance) => {
      const errand = happens(errandsPerDay, stepMinutes, chance);
      const wandering = (1 + 4 * chance.uniform()) * (60 + 40 * chance.uniform());
      const walked = cadence * stepMinutes * (1 + 0.05 * drawNormal(chance));
      const count = cadence > 0 ? walked : errand && !asleep ? wandering : 0;
      return { state, output: Math.max(0, Math.round(count)) };
    },
  };
}
