import type { RandomStream } from "@homeostat/engine";
import type { Instant } from "@homeostat/twin";
import { stepMinutes } from "./body.ts";
import type { DayPlan } from "./day-plan.ts";
import type { LocalTime } from "./zone.ts";

/** The five minutes that a person is about to live. */
export interface Moment {
  readonly from: Instant;
  readonly to: Instant;
  readonly local: LocalTime;
  readonly plan: DayPlan;
  readonly asleep: boolean;
}

export const minuteMs = 60_000;
export const stepMs = stepMinutes * minuteMs;

export function isAsleep(plan: DayPlan, minute: number): boolean {
  return minute < plan.wakes || minute >= plan.sleeps;
}

/** Whether a planned minute lies in these five. */
export function isNow({ local }: Moment, minute: number): boolean {
  return minute >= local.minute && minute < local.minute + stepMinutes;
}

/** A delay of some minutes, in milliseconds. */
export function delay(low: number, high: number, chance: RandomStream): number {
  return Math.round((low + (high - low) * chance.uniform()) * minuteMs);
}
