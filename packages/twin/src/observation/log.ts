import { type Digest, emptyDigest } from "./digest.ts";
import type { Instant, Observation } from "./observation.ts";

export const dayLength = 86_400_000;

/** The observations of one UTC day (by their start), in order. */
export interface LogDay {
  readonly day: number;
  readonly observations: readonly Observation[];
}

/**
 * The observations of one person that hold (nothing superseded, nothing twice), in order.
 * A value: adding makes a new log that shares all untouched days with the old one.
 */
export interface ObservationLog {
  readonly days: readonly LogDay[];
  /** Keys that were superseded or withdrawn: a late copy of one does not come back. */
  readonly gone: ReadonlySet<string>;
  readonly count: number;
  /** Sum of the digests of the observations that hold: see digest.ts. */
  readonly digest: Digest;
}

export const emptyLog: ObservationLog = { days: [], gone: new Set(), count: 0, digest: emptyDigest };

export interface LogChange {
  readonly log: ObservationLog;
  /** What now holds and did not before. */
  readonly added: readonly Observation[];
  /** What held and does no longer: it was superseded or withdrawn. */
  readonly removed: readonly Observation[];
  /** How many of the batch were known already, or are superseded or withdrawn. */
  readonly ignored: number;
}

/** The observations with `from` ≤ start < `to`, in order. */
export function* observationsBetween(
  log: ObservationLog,
  from: Instant,
  to: Instant,
): Generator<Observation> {
  for (let i = dayIndex(log.days, Math.floor(from / dayLength)); i < log.days.length; i++)
    for (const observation of log.days[i]!.observations) {
      if (observation.start >= to) return;
      if (observation.start >= from) yield observation;
    }
}

/** Index of the first day that is not before `day`. */
export function dayIndex(days: readonly LogDay[], day: number): number {
  let low = 0;
  let high = days.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (days[middle]!.day < day) low = middle + 1;
    else high = middle;
  }
  return low;
}
