import type { Observation } from "../observation/observation.ts";
import type { Measures } from "../twin/design.ts";
import type { SensorMemory } from "../twin/twin.ts";
import { type Note, note } from "./notes.ts";
import { refusedBelow } from "./sightings.ts";

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
export const doubted = 4;
/**
 * How often a sensor that works gives the value before it once more: at first the share that the published noise of a
 * G6 gives in whole mg/dL (doi:10.3390/s19235320), for so many pairs; then more and more this sensor's own.
 */
const equalByChance = { share: 0.11, pairs: 50 };
/** Of the pairs so far, with each more: half is forgotten over some two days and a half. */
const keepPairs = 0.999;
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
  const pairs = withPair(memory, latest);
  const stuck = chanceStuck(latest.repeats, pairs);
  const belief = memory?.belief ?? null;
  const kept = { memory: { at, value, latest, pairs, stuck, refused: null, belief } };
  const { quality } = observation;
  if (stuck >= told) {
    const seen = { repeats: latest.repeats, value };
    const outcome = stuck >= refusedBelow ? "refused" : "down-weighted";
    return { ...kept, stuck, doubt: 1, note: note(observation, outcome, "HS3061", seen) };
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
function chanceStuck(repeats: number, { count, equal }: SensorMemory["pairs"]): number {
  const known = equalByChance.share * equalByChance.pairs;
  const odds = sticksPerReading * ((equal + known) / (count + equalByChance.pairs)) ** (1 - repeats);
  return 1 - 1 / (1 + Math.min(odds, surest));
}

/** Only the first pair of a row counts, so that a sensor that sticks does not make repeats look usual. */
function withPair(memory: SensorMemory | null, { repeats }: SensorMemory["latest"]): SensorMemory["pairs"] {
  const { count, equal } = memory?.pairs ?? { count: 0, equal: 0 };
  if (memory === null || repeats > 2) return { count, equal };
  return { count: keepPairs * count + 1, equal: keepPairs * equal + Number(repeats === 2) };
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
