import type { Instant } from "@homeostat/twin";
import { failure } from "../errors/registry.ts";
import { readMoment } from "../fhir/date-time.ts";

/** Which of two numbers before the year is the day; null where a file does not tell. */
export type DateOrder = "day first" | "month first" | null;

export interface LocalTime {
  readonly instant: Instant;
  /** Minutes ahead of UTC, where the text says so. */
  readonly offsetMinutes: number | null;
}

const clock =
  /(?:[ T]|, ?)(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d+)?)?(?: ?([ap])\.?m\.?)?(?:Z| ?([+-]\d\d):?(\d\d))?$/i;
const yearFirst = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/;
const yearLast = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/;
const monthNamed = /^(\d{1,2})[- /]([A-Za-z]{3})[a-z]*[- /](\d{4})$/;
const months = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");

/**
 * A local time as tables write it, to the second: without zone it is taken as UTC for want of better.
 * @param order how dates that end in the year are read; with null they are refused
 * @throws HS4404
 */
export function readLocalTime(text: string, column: string, order: DateOrder): LocalTime {
  const wrong = () => failure("HS4404", { value: text.slice(0, 40), column }, { path: column });
  const written = text.trim();
  const time = clock.exec(written);
  const date = time && dateIn(written.slice(0, time.index), order);
  if (!date) throw wrong();
  const [, hours = "", minute, second = "00", half, ahead, minutesAhead] = time;
  const hour = half === undefined ? hours : hourOfDay(Number(hours), half);
  const zone =
    ahead === undefined || Number(ahead) + Number(minutesAhead) === 0 ? "Z" : `${ahead}:${minutesAhead}`;
  try {
    const moment = readMoment(`${date}T${hour.padStart(2, "0")}:${minute}:${second}${zone}`, column);
    return { instant: moment.instant, offsetMinutes: zone === "Z" ? null : moment.offsetMinutes };
  } catch {
    throw wrong();
  }
}

/** What a date tells of the order in its file: it has a part that can be no month. */
export function orderTold(text: string): DateOrder {
  const [, first, , second] = yearLast.exec(text.trim().split(/[ T,]/)[0]!) ?? [];
  if (Number(first) > 12 && Number(second) <= 12) return "day first";
  return Number(second) > 12 && Number(first) <= 12 ? "month first" : null;
}

/** Whether a text has such a date at all. */
export const endsInYear = (text: string): boolean => yearLast.test(text.trim().split(/[ T,]/)[0]!);

function dateIn(text: string, order: DateOrder): string | null {
  const [, year, , month, day] = yearFirst.exec(text) ?? [];
  if (year !== undefined) return isoDate(year, month!, day!);
  const [, dayNamed, name, yearNamed] = monthNamed.exec(text) ?? [];
  if (name !== undefined)
    return isoDate(yearNamed!, String(months.indexOf(name.toLowerCase()) + 1), dayNamed!);
  const [, first, , second, last] = yearLast.exec(text) ?? [];
  if (last === undefined || order === null) return null;
  return order === "day first" ? isoDate(last, second!, first!) : isoDate(last, first!, second!);
}

const isoDate = (year: string, month: string, day: string) =>
  `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;

/** 12 a.m. is midnight; 13 p.m. is none. */
function hourOfDay(hour: number, half: string): string {
  if (hour < 1 || hour > 12) return "";
  return String((hour % 12) + (half.toLowerCase() === "p" ? 12 : 0));
}
