import type { Instant } from "@homeostat/twin";
import { failure } from "../errors/registry.ts";

type Precision = "year" | "month" | "day" | "time";

/** A FHIR date, dateTime or instant, placed in time. */
export interface Moment {
  readonly text: string;
  readonly instant: Instant;
  /** As received; null where no time of day was given. */
  readonly offsetMinutes: number | null;
  readonly precision: Precision;
}

const shape =
  /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d):(\d\d)(\.\d+)?(?:(Z)|([+-])(\d\d):(\d\d)))?)?)?$/;
const noon = 12;

/** Date.UTC moves days that do not exist (30 February) on; such a date is none. */
function calendarDay(year: number, month: number, day: number): number | null {
  const midnight = new Date(0);
  midnight.setUTCFullYear(year, month - 1, day);
  const exists = year > 0 && midnight.getUTCMonth() === month - 1 && midnight.getUTCDate() === day;
  return exists ? midnight.getTime() : null;
}

function offsetOf(sign: string | undefined, hours: string, minutes: string): number | null {
  if (sign === undefined) return 0;
  const offset = Number(hours) * 60 + Number(minutes);
  const real = Number(minutes) < 60 && offset <= 14 * 60;
  return real ? (sign === "-" ? -offset : offset) : null;
}

function timeOfDay(
  hour: number,
  minute: number,
  second: number,
  fraction: string | undefined,
): number | null {
  if (hour > 23 || minute > 59 || second > 60) return null;
  return ((hour * 60 + minute) * 60 + second) * 1000 + Math.floor(Number(fraction ?? 0) * 1000);
}

function place(text: string): Moment | null {
  const parts = shape.exec(text);
  if (!parts) return null;
  const [
    ,
    year = "",
    month,
    day,
    hour,
    minute,
    second,
    fraction,
    ,
    sign,
    offsetHours = "0",
    offsetMinutes = "0",
  ] = parts;
  const midnight = calendarDay(Number(year), Number(month ?? 1), Number(day ?? 1));
  if (midnight === null) return null;
  if (hour === undefined) {
    const precision = day !== undefined ? "day" : month !== undefined ? "month" : "year";
    return { text, instant: midnight + noon * 3_600_000, offsetMinutes: null, precision };
  }
  const offset = offsetOf(sign, offsetHours, offsetMinutes);
  const time = timeOfDay(Number(hour), Number(minute), Number(second), fraction);
  if (offset === null || time === null) return null;
  return { text, instant: midnight + time - offset * 60_000, offsetMinutes: offset, precision: "time" };
}

/**
 * Reads a FHIR date, dateTime or instant. A date without a time stands at noon UTC of its (first) day: noon UTC falls
 * on the same calendar day from UTC-12 to UTC+11, so the day is right nearly everywhere; its offset is unknown.
 * @throws HS4004 for anything else, a time of day without offset included (FHIR R4 requires it).
 */
export function readMoment(text: string, path: string): Moment {
  const moment = place(text);
  if (moment) return moment;
  throw failure("HS4004", { path, value: text.slice(0, 60) }, { path });
}

/**
 * When a moment happened, seen from `now`: a day without a time that has begun somewhere on Earth but whose noon UTC
 * is still to come happened by now.
 */
export function happened(moment: Moment, now: Instant): Instant {
  if (moment.precision === "time") return moment.instant;
  const begins = moment.instant - (noon + 14) * 3_600_000;
  return begins <= now && moment.instant > now ? now : moment.instant;
}
