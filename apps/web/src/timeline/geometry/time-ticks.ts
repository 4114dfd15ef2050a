import { day, minute, utc, written } from "../../format/time.ts";
import type { Window } from "./span.ts";

export interface TimeTick {
  readonly at: number;
  readonly label: string;
  /** Begins a new day, month or year: drawn stronger. */
  readonly major: boolean;
}

type Calendar = "day" | "month" | "year";
interface Step {
  readonly size: number;
  readonly calendar?: readonly [Calendar, number];
}

const month = 30.44 * day;
const year = 365.25 * day;
const clockSteps = [1, 5, 10, 15, 30, 60, 120, 180, 360, 720].map(
  (minutes): Step => ({ size: minutes * minute }),
);
const calendarSteps: readonly Step[] = [
  ...[1, 2, 7, 14].map((count): Step => ({ size: count * day, calendar: ["day", count] })),
  ...[1, 3, 6].map((count): Step => ({ size: count * month, calendar: ["month", count] })),
  ...[1, 2, 5, 10, 20, 50].map((count): Step => ({ size: count * year, calendar: ["year", count] })),
];
const steps = [...clockSteps, ...calendarSteps];

const clockLabel = written({ hour: "2-digit", minute: "2-digit" });
const dayLabel = written({ weekday: "short", day: "numeric", month: "short" });
const shortDayLabel = written({ day: "numeric", month: "short" });
const monthLabel = written({ month: "short" });
const yearLabel = written({ year: "numeric" });

/** Times of the clock, counted from midnight: every step divides a day. */
const clockTimes = ({ from, to }: Window, step: number): number[] => {
  const times: number[] = [];
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) times.push(at);
  return times;
};

const firstOf = (from: number, unit: Calendar, count: number): Date => {
  const date = new Date(from);
  date.setUTCHours(0, 0, 0, 0);
  if (unit === "day") date.setUTCDate(1);
  if (unit === "month") date.setUTCMonth(0, 1);
  if (unit === "year") date.setUTCFullYear(Math.floor(date.getUTCFullYear() / count) * count, 0, 1);
  return date;
};

const advance = (date: Date, unit: Calendar, count: number): Date => {
  const next = new Date(date);
  if (unit === "day") advanceDay(next, count);
  if (unit === "month") next.setUTCMonth(next.getUTCMonth() + count);
  if (unit === "year") next.setUTCFullYear(next.getUTCFullYear() + count);
  return next;
};

/** Days are counted anew in each month, so that marks stay on the same dates however the window moves. */
const advanceDay = (date: Date, count: number): void => {
  const before = date.getUTCMonth();
  date.setUTCDate(date.getUTCDate() + count);
  const left = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1) - date.getTime();
  if (date.getUTCMonth() !== before) date.setUTCDate(1);
  else if (count > 1 && left < (count * day) / 2) date.setUTCMonth(date.getUTCMonth() + 1, 1);
};

const calendarTimes = ({ from, to }: Window, [unit, count]: readonly [Calendar, number]): number[] => {
  const times: number[] = [];
  for (let date = firstOf(from, unit, count); date.getTime() <= to; date = advance(date, unit, count))
    if (date.getTime() >= from) times.push(date.getTime());
  return times;
};

const labelled = (at: number, step: Step): TimeTick => {
  const date = new Date(at);
  const begins = at % day === 0;
  const unit = step.calendar?.[0];
  if (!unit) return { at, label: begins ? dayLabel(at, utc) : clockLabel(at, utc), major: begins };
  if (unit === "day") return { at, label: shortDayLabel(at, utc), major: date.getUTCDate() === 1 };
  const newYear = date.getUTCMonth() === 0;
  const label = unit === "year" || newYear ? yearLabel(at, utc) : monthLabel(at, utc);
  return { at, label, major: newYear };
};

/**
 * Marks of the time axis: round times, at least `apart` pixels from each other, on a clock that is `offset` minutes
 * ahead of UTC. They are reckoned on that clock as if it were UTC's, then placed where they belong.
 */
export const timeTicks = (window: Window, offset: number, width: number, apart = 76): readonly TimeTick[] => {
  const ahead = offset * minute;
  const local = { from: window.from + ahead, to: window.to + ahead };
  const wanted = ((window.to - window.from) / Math.max(width, 1)) * apart;
  const step = steps.find(({ size }) => size >= wanted) ?? {
    size: 100 * year,
    calendar: ["year", 100] as const,
  };
  const times = step.calendar ? calendarTimes(local, step.calendar) : clockTimes(local, step.size);
  return times.map((at) => labelled(at, step)).map((tick) => ({ ...tick, at: tick.at - ahead }));
};
