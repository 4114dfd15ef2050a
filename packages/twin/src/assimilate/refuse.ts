import type { BiasedSensorBelief } from "@homeostat/engine/infer";
import type { Instant, Observation } from "../observation/observation.ts";
import type { SensorMemory } from "../twin/twin.ts";
import { type Measured, unused } from "./measured.ts";
import type { Note } from "./notes.ts";
import type { SensorVerdict } from "./sensor.ts";
import type { Sighting } from "./sightings.ts";

const minute = 60_000;
/** So long before a compression low is seen its first readings may have been used. */
const unnoticed = 15 * minute;

/** A reading in a fault that the watch sees: the last one that was used stays the sensor's last word. */
export function refusedFault(
  before: SensorMemory | null,
  now: SensorMemory,
  why: Note,
  sighting: Sighting,
): Measured {
  const { at, value } = before ?? now;
  return { ...unused({ ...now, at, value }, why, [sighting]), wrongSince: beginOf(now.belief!) };
}

function beginOf({ at, inFault }: BiasedSensorBelief): Instant {
  const since = (inFault?.since ?? at) * minute;
  return inFault?.name === "compression low" ? since - unnoticed : since;
}

/** Readings that are most likely a stuck sensor's say nothing of the person; the first of a row may be true. */
export function refusedStuck(
  { start }: Observation,
  before: SensorMemory | null,
  { memory, note }: SensorVerdict,
): Measured {
  const { latest, stuck } = memory;
  const { at, value } = before ?? memory;
  const lasted = (latest.repeats - 1) * (latest.every ?? 0);
  const sighting = { kind: "stuck sensor", code: "HS3061", chance: stuck } as const;
  return { ...unused({ ...memory, at, value }, note!, [sighting]), wrongSince: start - lasted };
}
