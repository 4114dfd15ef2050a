import type { Instant } from "../../observation/observation.ts";

/** A reading as a pattern remembers it. */
export interface RecentReading {
  readonly at: Instant;
  readonly value: number;
}

const minute = 60_000;
/** Two readings further apart are not joined by a line. */
const longestGap = 20 * minute;
/** A pattern stands on readings, not on memories of them. */
const freshest = 10 * minute;
/** A pattern looks this far back. */
const looksBack = 30 * minute;

/** The readings with one more, as far back as patterns of a horizon still need them. */
export function withReading(
  recent: readonly RecentReading[],
  reading: RecentReading,
  longestHorizonMinutes: number,
): readonly RecentReading[] {
  const from = reading.at - longestHorizonMinutes * minute - looksBack - longestGap;
  return [...recent.filter(({ at }) => at >= from && at < reading.at), reading];
}

/** The value at an earlier time, on a line between neighbours; null in a gap and beyond the ends. */
function valueAt(recent: readonly RecentReading[], at: Instant): number | null {
  const after = recent.findIndex((one) => one.at >= at);
  if (after < 0) return null;
  const right = recent[after]!;
  if (right.at === at) return right.value;
  const left = recent[after - 1];
  if (!left || right.at - left.at > longestGap) return null;
  return left.value + ((right.value - left.value) * (at - left.at)) / (right.at - left.at);
}

/** What a pattern stands on: a constant, changes of the last half hour (10 units), and the height over the usual (50). */
export type Circumstances = readonly number[];

export const circumstanceCount = 6;
const lags = [0, 5, 10, 15, 30];

/** The circumstances at the last reading at or before a time; null where readings are missing. */
export function circumstancesAt(
  recent: readonly RecentReading[],
  usual: number,
  at: Instant,
): Circumstances | null {
  const last = recent.findLast((one) => one.at <= at);
  if (!last || at - last.at > freshest) return null;
  const known = recent.filter((one) => one.at <= last.at);
  const values = lags.map((lag) => valueAt(known, last.at - lag * minute));
  if (values.includes(null)) return null;
  const [now, ...before] = values as number[];
  const changes = before.map((value, i) => ((values[i] as number) - value) / 10);
  return [1, ...changes, (now! - usual) / 50];
}

/** Rows from restless times err more, and weigh less. */
export function weightOf(circumstances: Circumstances): number {
  const changes = circumstances.slice(1, -1);
  const squares = changes.reduce((sum, change) => sum + change * change, 0);
  return 1 / (1 + 10 * Math.sqrt(squares / changes.length));
}
