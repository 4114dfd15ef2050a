export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;
const year = 365.25 * day;

const clockTime = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const weekdayTime = new Intl.DateTimeFormat("en-GB", {
  weekday: "short",
  hour: "2-digit",
  minute: "2-digit",
});
const dayMonth = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });
const full = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });
const weekdayDate = new Intl.DateTimeFormat("en-GB", { weekday: "short", day: "numeric", month: "short" });

export const timeOfDay = (at: number): string => clockTime.format(at);
export const dateOf = (at: number): string => full.format(at);
export const weekdayAndDate = (at: number): string => weekdayDate.format(at).replace(",", "");

/** As much of the date as the reader needs, seen from `now`. */
export const moment = (at: number, now: number): string => {
  const distance = Math.abs(at - now);
  if (distance < 12 * hour) return timeOfDay(at);
  if (distance < 5 * day) return weekdayTime.format(at).replace(",", "");
  if (distance < year / 2) return `${dayMonth.format(at)} ${timeOfDay(at)}`;
  return dateOf(at);
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
export const ageOrDate = (at: number, anchor: number, live: boolean): string => {
  if (!live) return dateOf(at);
  return Math.abs(anchor - at) < 2 * day ? relative(at, anchor) : moment(at, anchor);
};

/** "just now", "2 min ago", "in 25 min". */
export const relative = (at: number, now: number): string => {
  if (Math.abs(at - now) < minute) return "just now";
  return at < now ? `${duration(now - at)} ago` : `in ${duration(at - now)}`;
};
