import type { Observation } from "../observation/observation.ts";
import type { Measures } from "../twin/design.ts";
import type { SensorMemory } from "../twin/twin.ts";
import { type Note, note } from "./notes.ts";

/** What a sensor's own past says of its reading. */
export interface SensorVerdict {
  readonly memory: SensorMemory;
  /** Multiplies the variance of the reading's error; null: the reading is not used. */
  readonly doubt: number | null;
  readonly note: Note | null;
}

/** Only a jump within this time is held against a sensor. */
const shortly = 15 * 60_000;
/** So many identical readings in a row (half an hour of a CGM) are a stuck sensor. */
const stuck = 7;
/** A reading that its source doubts, or of a stuck sensor, counts as one with twice the error. */
const doubted = 4;

/**
 * Judges a reading by the sensor's last ones: a jump faster than the body can change is refused once (a second
 * reading that agrees with it is believed), a value that does not move at all is doubted.
 */
export function judgeSensor(
  { fastest }: Measures,
  memory: SensorMemory | null,
  observation: Observation,
  value: number,
): SensorVerdict {
  const at = observation.start;
  const jump = memory ? jumpFrom(memory, at, value) : null;
  const agrees = memory?.refused ? jumpFrom(memory.refused, at, value) : null;
  if (memory && jump !== null && jump > fastest && !(agrees !== null && agrees <= fastest))
    return {
      memory: { ...memory, refused: { at, value } },
      doubt: null,
      note: note(observation, "refused", "HS3060", { jump: Math.round(jump * 10) / 10, fastest }),
    };
  const repeats = memory?.value === value ? memory.repeats + 1 : 1;
  const kept = { memory: { at, value, repeats, refused: null } };
  const { quality } = observation;
  if (repeats >= stuck)
    return {
      ...kept,
      doubt: doubted,
      note: note(observation, "down-weighted", "HS3061", { repeats, value }),
    };
  if (quality.status === "suspect" && !quality.censored)
    return {
      ...kept,
      doubt: doubted,
      note: note(observation, "down-weighted", "HS3062", { reason: quality.reason ?? "" }),
    };
  return { ...kept, doubt: 1, note: null };
}

/** Change per minute since a reading, or null where that was too long ago to tell. */
function jumpFrom(before: { at: number; value: number }, at: number, value: number): number | null {
  const elapsed = at - before.at;
  return elapsed > 0 && elapsed <= shortly ? (Math.abs(value - before.value) * 60_000) / elapsed : null;
}
