export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;
const year = 365.25 * day;

/** What a clock shows at an instant (ms), `offset` minutes ahead of UTC; where the browser stands says nothing. */
export type Written = (at: number, offset: number) => string;

export const written = (options: Intl.DateTimeFormatOptions): Written => {
  const format = new Intl.DateTimeFormat("en-GB", { ...options, timeZone: "UTC" });
  return (at, offset) => format.format(at + offset * minute).replace(",", "");
};

/** The offset of what belongs to nobody: the clinic's clock, and times whose source told no zone. */
export const utc = 0;

export const timeOfDay = written({ hour: "2-digit", minute: "2-digit" });
export const dateOf = written({ day: "numeric", month: "short", year: "numeric" });
export const weekdayAndDate = written({ weekday: "short", day: "numeric", month: "short" });
const weekdayTime = written({ weekday: "short", hour: "2-digit", minute: "2-digit" });
const dayMonth = written({ day: "numeric", month: "short" });

/** "UTC", "UTC−5", "UTC+5:30". */
export const zoneName = (offset: number): string => {
  if (offset === utc) return "UTC";
  const minutes = Math.abs(offset) % 60;
  const hours = Math.floor(Math.abs(offset) / 60);
  const rest = minutes === 0 ? "" : `:${String(minutes).padStart(2, "0")}`;
  return `UTC${offset < 0 ? "−" : "+"}${hours}${rest}`;
};

/** As much of the date as the reader needs, seen from `now`. */
export const moment = (at: number, now: number, offset: number): string => {
  const distance = Math.abs(at - now);
  if (distance < 12 * hour) return timeOfDay(at, offset);
  if (distance < 5 * day) return weekdayTime(at, offset);
  if (distance < year / 2) return `${dayMonth(at, offset)} ${timeOfDay(at, offset)}`;
  return dateOf(at, offset);
};

const counted = (count: number, word: string): string => `${count} ${word}`;

/** "25 min", "3 h", "3 h 20 min", "12 days", "4 years". */
export const duration = (milliseconds: number): string => {
  const minutes = Math.round(Math.abs(milliseconds) / minute);
  if (minutes < 60) return counted(minutes, "min");
  if (minutes < 24 * 60) return hoursAndMinutes(minutes);
  const days = Math.round(minutes / (24 * 60));
  if (days < 60) return counted(days, days === 1 ? "day" : "days");
  if (days < 730) return counted(Math.round(days / 30.44), "months");
  return counted(Math.floor(days / 365.25), "years");
};

const hoursAndMinutes = (minutes: number): string => {
  const rest = minutes % 60;
  const hours = Math.floor(minutes / 60);
  return rest === 0 || hours >= 6 ? `${Math.round(minutes / 60)} h` : `${hours} h ${rest} min`;
};

/** How a moment is said beside a live clock ("2 min ago") or in a record that has ended (its date). */
export const ageOrDate = (at: number, anchor: number, live: boolean, offset: number): string => {
  if (!live) return dateOf(at, offset);
  return Math.abs(anchor - at) < 2 * day ? relative(at, anchor) : moment(at, anchor, offset);
};

/** "just now", "2 min ago", "in 25 min". */
export const relative = (at: number, now: number): string => {
  if (Math.abs(at - now) < minute) return "just now";
  return at < now ? `${duration(now - at)} ago` : `in ${duration(at - now)}`;
};
