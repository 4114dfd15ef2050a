import { addDigest, type Digest, digestObservation, subtractDigest } from "./digest.ts";
import { dayIndex, dayLength, type LogChange, type LogDay, type ObservationLog } from "./log.ts";
import type { Observation } from "./observation.ts";
import { compareObservations } from "./order.ts";

/**
 * Adds observations in any order. A key that is known is the same fact a second time and changes nothing; an
 * observation that supersedes another takes its place, whichever of the two came first.
 */
export function addToLog(log: ObservationLog, batch: readonly Observation[]): LogChange {
  const edit = new LogEdit(log);
  for (const observation of batch) edit.add(observation);
  return edit.done();
}

/** Takes observations out (an erasure, a retraction) by key. */
export function withdrawFromLog(log: ObservationLog, keys: readonly string[]): LogChange {
  const edit = new LogEdit(log);
  for (const key of keys) edit.remove(key);
  return edit.done();
}

/** One batch being applied to a log: a touched day is copied once and then changed in place. */
class LogEdit {
  readonly #before: ObservationLog;
  readonly #days: LogDay[];
  readonly #own = new Map<number, Observation[]>();
  readonly #gone: Set<string>;
  readonly #added = new Map<string, Observation>();
  readonly #removed: Observation[] = [];
  #digest: Digest;
  #ignored = 0;

  constructor(log: ObservationLog) {
    this.#before = log;
    this.#days = [...log.days];
    this.#gone = new Set(log.gone);
    this.#digest = log.digest;
  }

  add(observation: Observation): void {
    if (observation.supersedes !== undefined) this.remove(observation.supersedes);
    const day = this.#dayOf(observation);
    const index = placeOf(day, observation);
    if (this.#gone.has(observation.key) || isKnown(day, index, observation)) {
      this.#ignored++;
      return;
    }
    day.splice(index, 0, observation);
    this.#added.set(observation.key, observation);
    this.#digest = addDigest(this.#digest, digestObservation(observation));
  }

  remove(key: string): void {
    if (this.#gone.has(key)) return;
    this.#gone.add(key);
    const there = this.#find(key);
    if (!there) return;
    const day = this.#dayOf(there);
    day.splice(day.indexOf(there), 1);
    this.#digest = subtractDigest(this.#digest, digestObservation(there));
    if (!this.#added.delete(key)) this.#removed.push(there);
  }

  done(): LogChange {
    const added = [...this.#added.values()];
    const log: ObservationLog = {
      days: this.#days.filter(({ observations }) => observations.length > 0),
      gone: this.#gone,
      count: this.#before.count + added.length - this.#removed.length,
      digest: this.#digest,
    };
    return { log, added, removed: this.#removed, ignored: this.#ignored };
  }

  #find(key: string): Observation | undefined {
    for (let i = this.#days.length - 1; i >= 0; i--) {
      const found = this.#days[i]!.observations.find((observation) => observation.key === key);
      if (found) return found;
    }
    return undefined;
  }

  #dayOf(observation: Observation): Observation[] {
    const day = Math.floor(observation.start / dayLength);
    const own = this.#own.get(day);
    if (own) return own;
    const index = dayIndex(this.#days, day);
    const there = this.#days[index]?.day === day;
    const observations = there ? [...this.#days[index]!.observations] : [];
    this.#days.splice(index, there ? 1 : 0, { day, observations });
    this.#own.set(day, observations);
    return observations;
  }
}

/** Where an observation goes: after all that are not later. Most come last. */
function placeOf(sorted: readonly Observation[], observation: Observation): number {
  let index = sorted.length;
  while (index > 0 && compareObservations(sorted[index - 1]!, observation) > 0) index--;
  return index;
}

/** The same key is the same fact, even where a second copy of it was received at another time. */
function isKnown(sorted: readonly Observation[], place: number, { key, start }: Observation): boolean {
  for (let i = place - 1; i >= 0 && sorted[i]!.start === start; i--) if (sorted[i]!.key === key) return true;
  for (let i = place; i < sorted.length && sorted[i]!.start === start; i++)
    if (sorted[i]!.key === key) return true;
  return false;
}
