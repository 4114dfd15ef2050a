import { day, minute } from "../../format/time.ts";
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

const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat("en-GB", options);
const clockLabel = format({ hour: "2-digit", minute: "2-digit" });
const dayLabel = format({ weekday: "short", day: "numeric", month: "short" });
const shortDayLabel = format({ day: "numeric", month: "short" });
const monthLabel = format({ month: "short" });
const yearLabel = format({ year: "numeric" });

const midnight = (at: number): Date => {
  const date = new Date(at);
  date.setHours(0, 0, 0, 0);
  return date;
};

/** Times of the clock, counted from each local midnight, so that they read well across a change of daylight saving. */
const clockTimes = ({ from, to }: Window, step: number): number[] => {
  const times: number[] = [];
  for (let start = midnight(from); start.getTime() <= to; ) {
    const next = new Date(start);
    next.setDate(next.getDate() + 1);
    for (let at = start.getTime(); at < next.getTime() - step / 2; at += step) times.push(at);
    start = next;
  }
  return times.filter((at) => at >= from && at <= to);
};

const firstOf = (from: number, unit: Calendar, count: number): Date => {
  const date = midnight(from);
  if (unit === "day") date.setDate(1);
  if (unit === "month") date.setMonth(0, 1);
  if (unit === "year") date.setFullYear(Math.floor(date.getFullYear() / count) * count, 0, 1);
  return date;
};

const advance = (date: Date, unit: Calendar, count: number): Date => {
  const next = new Date(date);
  if (unit === "day") advanceDay(next, count);
  if (unit === "month") next.setMonth(next.getMonth() + count);
  if (unit === "year") next.setFullYear(next.getFullYear() + count);
  return next;
};

/** Days are counted anew in each month, so that marks stay on the same dates however the window moves. */
const advanceDay = (date: Date, count: number): void => {
  const before = date.getMonth();
  date.setDate(date.getDate() + count);
  const left = new Date(date.getFullYear(), date.getMonth() + 1, 1).getTime() - date.getTime();
  if (date.getMonth() !== before) date.setDate(1);
  else if (count > 1 && left < (count * day) / 2) date.setMonth(date.getMonth() + 1, 1);
};

const calendarTimes = ({ from, to }: Window, [unit, count]: readonly [Calendar, number]): number[] => {
  const times: number[] = [];
  for (let date = firstOf(from, unit, count); date.getTime() <= to; date = advance(date, unit, count))
    if (date.getTime() >= from) times.push(date.getTime());
  return times;
};

const labelled = (at: number, step: Step): TimeTick => {
  const date = new Date(at);
  const begins = date.getHours() === 0 && date.getMinutes() === 0;
  const unit = step.calendar?.[0];
  if (!unit)
    return {
      at,
      label: begins ? dayLabel.format(at).replace(",", "") : clockLabel.format(at),
      major: begins,
    };
  if (unit === "day") return { at, label: shortDayLabel.format(at), major: date.getDate() === 1 };
  const newYear = date.getMonth() === 0;
  return {
    at,
    label: unit === "year" || newYear ? yearLabel.format(at) : monthLabel.format(at),
    major: newYear,
  };
};

/** Marks of the time axis: round local times at least `apart` pixels from each other. */
export const timeTicks = (window: Window, width: number, apart = 76): readonly TimeTick[] => {
  const wanted = ((window.to - window.from) / Math.max(width, 1)) * apart;
  const step = steps.find(({ size }) => size >= wanted) ?? {
    size: 100 * year,
    calendar: ["year", 100] as const,
  };
  const times = step.calendar ? calendarTimes(window, step.calendar) : clockTimes(window, step.size);
  return times.map((at) => labelled(at, step));
};
