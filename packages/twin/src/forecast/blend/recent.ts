import type { Instant } from "../../observation/observation.ts";
import { fewestKnown } from "../../pattern/expert.ts";
import { gridStep, lagsAt } from "../../pattern/lags.ts";
import type { Moment } from "../../pattern/moment.ts";

/** A reading as a pattern remembers it, with what was usual for the person by then. */
export interface RecentReading {
  readonly at: Instant;
  readonly value: number;
  readonly usual: number;
}

const minute = 60_000;
/** Two readings further apart are not joined by a line. */
const longestGap = 45 * minute;
/** A pattern stands on readings, not on memories of them. */
const freshest = 10 * minute;
/** A pattern looks this far back: to how restless the last hour was. */
const looksBack = 60 * minute;

/** The readings with one more, as far back as patterns of a horizon still need them. */
export function withReading(
  recent: readonly RecentReading[],
  reading: RecentReading,
  longestHorizonMinutes: number,
): readonly RecentReading[] {
  const from = reading.at - longestHorizonMinutes * minute - looksBack - longestGap;
  return [...recent.filter(({ at }) => at >= from && at < reading.at), reading];
}

/** The value at a time, on a line between neighbours; null in a gap and beyond the ends. */
export function valueAt(recent: readonly RecentReading[], at: Instant): number | null {
  const after = recent.findIndex((one) => one.at >= at);
  if (after < 0) return null;
  const right = recent[after]!;
  if (right.at === at) return right.value;
  const left = recent[after - 1];
  if (!left || right.at - left.at > longestGap) return null;
  return left.value + ((right.value - left.value) * (at - left.at)) / (right.at - left.at);
}

/** The moment of the last reading at or before a time; null where that is old, or too little was known by then. */
export function momentAt(recent: readonly RecentReading[], time: Instant): Moment | null {
  const last = recent.findLastIndex((one) => one.at <= time);
  if (last < 0 || time - recent[last]!.at > freshest) return null;
  const from = stretchBefore(recent, last);
  const { at: madeAt, usual } = recent[last]!;
  if (madeAt - recent[from]!.at < fewestKnown * gridStep - minute) return null;
  const times = Float64Array.from(recent, ({ at }) => at);
  const values = Float64Array.from(recent, ({ value }) => value);
  return { madeAt, usual, lags: lagsAt(times, values, from, last) };
}

/** Where the unbroken stretch begins that ends at a reading. */
function stretchBefore(recent: readonly RecentReading[], last: number): number {
  let from = last;
  while (from > 0 && recent[from]!.at - recent[from - 1]!.at <= longestGap) from--;
  return from;
}
