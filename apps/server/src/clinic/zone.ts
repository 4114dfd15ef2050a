import type { Instant } from "@homeostat/twin";

const minute = 60_000;
const day = 24 * 60 * minute;

/** Local time of a place in the European Union: a standard offset, and an hour more in summer (directive 2000/84/EC). */
export function offsetMinutes(standardOffset: number, at: Instant): number {
  const year = new Date(at).getUTCFullYear();
  const summer = at >= lastSundayAtOne(year, 2) && at < lastSundayAtOne(year, 9);
  return summer ? standardOffset + 60 : standardOffset;
}

/** 01:00 UTC on the last Sunday of a month (0 is January), when all clocks of the Union change together. */
function lastSundayAtOne(year: number, month: number): Instant {
  const lastDay = Date.UTC(year, month + 1, 0);
  return lastDay - new Date(lastDay).getUTCDay() * day + 60 * minute;
}

/** A moment on the wall clock of a person. */
export interface LocalTime {
  readonly offset: number;
  /** Days since 1970-01-01, local. */
  readonly day: number;
  /** Minutes since local midnight. */
  readonly minute: number;
  readonly hour: number;
  readonly weekend: boolean;
}

export function localTime(standardOffset: number, at: Instant): LocalTime {
  const offset = offsetMinutes(standardOffset, at);
  const local = at + offset * minute;
  const dayNumber = Math.floor(local / day);
  const minutes = Math.floor((local - dayNumber * day) / minute);
  const weekday = (dayNumber + 4) % 7;
  return {
    offset,
    day: dayNumber,
    minute: minutes,
    hour: minutes / 60,
    weekend: weekday === 0 || weekday === 6,
  };
}
