import type { Ensemble } from "@homeostat/engine/infer";
import type { Instant } from "../observation/observation.ts";
import type { Prepared } from "../twin/prepare.ts";
import type { TakenInput } from "../twin/twin.ts";
import { fade, renewGain, wander } from "./chance.ts";

const minute = 60_000;
const hour = 60 * minute;

/**
 * Where in the time from `at` to `to` a run may land that leaps over a silence: the design's settling time before the next
 * input begins or ends, at a slot's start. Null where the silence is not twice as long as that, or the design never settles.
 */
export function landingIn(
  { design, slotMs }: Prepared,
  born: Instant,
  at: Instant,
  to: Instant,
  inputs: readonly TakenInput[],
): Instant | null {
  const settling = (design.settleMinutes ?? Number.POSITIVE_INFINITY) * minute;
  if (to - at <= 2 * settling) return null;
  let next = to;
  for (const { start, end } of inputs) {
    if (start >= at && start < next) next = start;
    if (end >= at && end < next) next = end;
  }
  if (next - at <= 2 * settling) return null;
  return born + Math.floor((next - settling - born) / slotMs) * slotMs;
}

/**
 * Members leap over a silence, between two ages of the twin; in place. What wanders goes to where it may be by then, what was
 * learned fades towards the prior, the sensor is a new one; states stand still, for they settle afterwards.
 */
export function leap(
  prepared: Prepared,
  ensemble: Ensemble,
  seed: number,
  from: number,
  landing: number,
): void {
  const passed = (unit: number) => Math.floor(landing / unit) - Math.floor(from / unit);
  const { slotMs } = prepared;
  wander(prepared, ensemble, seed, landing / slotMs, passed(slotMs));
  fade(prepared, ensemble, seed, Math.floor(landing / hour), passed(hour));
  renewGain(prepared, ensemble, seed, landing);
}
