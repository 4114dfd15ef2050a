import type { Observation } from "../observation/observation.ts";
import type { Measures } from "../twin/design.ts";
import type { SensorMemory } from "../twin/twin.ts";
import { type Note, note } from "./notes.ts";

/** What a sensor's own past says of its reading. */
export interface SensorVerdict {
  readonly memory: SensorMemory;
  /** Multiplies the variance of the reading's error; null: the reading is not used. */
  readonly doubt: number | null;
  /** The chance that the sensor is stuck. */
  readonly stuck: number;
  readonly note: Note | null;
}

/** Only a jump within this time is held against a sensor. */
const shortly = 15 * 60_000;
/** A reading that its source doubts counts as one with twice the error. */
const doubted = 4;
/** A sensor that works gives the value before it once more this often, in whole mg/dL or tenths of mmol/L. */
const equalByChance = 0.2;
/** How often a reading is the first of a stuck sensor: once in a hundred days. */
const sticksPerReading = 1 / 28_800;
/** Never to the point where a reading has no weight at all: it may be true. */
const surest = 1e4;
/** A doubt of less than this is not told. */
const told = 0.1;

/**
 * Judges a reading by the sensor's last ones: a jump faster than the body can change is refused once (a second
 * reading that agrees with it is believed), a value that does not move at all is doubted, more with each reading.
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
  const latest = latestOf(memory, observation, value);
  if (memory && jump !== null && jump > fastest && !(agrees !== null && agrees <= fastest))
    return {
      memory: { ...memory, latest, refused: { at, value } },
      doubt: null,
      stuck: 0,
      note: note(observation, "refused", "HS3060", { jump: Math.round(jump * 10) / 10, fastest }),
    };
  const kept = { memory: { at, value, latest, refused: null, belief: memory?.belief ?? null } };
  const { quality } = observation;
  const stuck = chanceStuck(latest.repeats);
  if (stuck >= told) {
    const seen = { repeats: latest.repeats, value };
    return {
      ...kept,
      stuck,
      doubt: 1 / (1 - stuck),
      note: note(observation, "down-weighted", "HS3061", seen),
    };
  }
  if (quality.status === "suspect" && !quality.censored)
    return {
      ...kept,
      stuck,
      doubt: doubted,
      note: note(observation, "down-weighted", "HS3062", { reason: quality.reason ?? "" }),
    };
  return { ...kept, stuck, doubt: 1, note: null };
}

/** Bayes' rule for a value that came so many times in a row. */
function chanceStuck(repeats: number): number {
  const odds = sticksPerReading * equalByChance ** (1 - repeats);
  return 1 - 1 / (1 + Math.min(odds, surest));
}

/** A bound (LOW, HIGH) may well be given again and again. */
function latestOf(
  memory: SensorMemory | null,
  { start, quality }: Observation,
  value: number,
): SensorMemory["latest"] {
  const same = memory?.latest.value === value && !quality.censored;
  const every = memory ? start - memory.latest.at : null;
  return { at: start, value, repeats: same ? memory.latest.repeats + 1 : 1, every };
}

/** Change per minute since a reading, or null where that was too long ago to tell. */
function jumpFrom(before: { at: number; value: number }, at: number, value: number): number | null {
  const elapsed = at - before.at;
  return elapsed > 0 && elapsed <= shortly ? (Math.abs(value - before.value) * 60_000) / elapsed : null;
}
