import type { Instant } from "../observation/observation.ts";
import type { WatchedFault } from "../twin/design.ts";
import type { SensorMemory } from "../twin/twin.ts";
import type { Filtered, Note } from "./notes.ts";
import type { SensorVerdict } from "./sensor.ts";
import type { Sighting } from "./sightings.ts";

/** What became of one measurement. */
export interface Measured {
  readonly memory: SensorMemory | null;
  readonly used: boolean;
  readonly note: Note | null;
  readonly filtered: Filtered | null;
  readonly sightings: readonly Sighting[];
  /** A fault that goes on for too long to be one. */
  readonly disproved: WatchedFault["name"] | null;
  /** What patterns learn of it, where it is doubted: as far as it was believed. Else its value. */
  readonly remembered: number | null;
  /** Since when readings are most likely wrong, this one among them. */
  readonly wrongSince: Instant | null;
}

/** A doubt of less than this is not told. */
const told = 0.1;

const nothing = { disproved: null, remembered: null, wrongSince: null };

export function unused(
  memory: SensorMemory | null,
  why: Note,
  sightings: readonly Sighting[] = [],
): Measured {
  return { ...nothing, memory, used: false, note: why, filtered: null, sightings };
}

export function used({ memory, note: why, stuck }: SensorVerdict): Omit<Measured, "filtered"> {
  const sightings = stuck >= told ? [{ kind: "stuck sensor", code: "HS3061", chance: stuck } as const] : [];
  return { ...nothing, memory, used: true, note: why, sightings };
}
