import type { DataRow } from "./data-row.ts";
import type { ModelFile } from "./model-file.ts";

/** Order of the parts of a date, by the name of its column (NONMEM Users Guide IV; help: DATE). */
const dateOrders = {
  DATE: ["month", "day", "year"],
  DAT1: ["day", "month", "year"],
  DAT2: ["year", "month", "day"],
  DAT3: ["year", "day", "month"],
} as const;

const perHour: Readonly<Record<ModelFile["time"], number>> = { s: 3600, min: 60, h: 1, d: 1 / 24 };

export const isClock = (text: string) => text.includes(":");

/**
 * Times of one person's rows from the clock, `8:30`, as NM-TRAN reads them: since the first row, in the model's unit; the
 * day is that of a column DATE, DAT1, DAT2 or DAT3, where there is one.
 * @throws HS1634
 */
export function clockTimes(rows: readonly DataRow[], unit: ModelFile["time"]): readonly number[] {
  const hours = rows.map((row) => hourOf(row) + 24 * dayOf(row));
  return hours.map((hour) => (hour - hours[0]!) * perHour[unit]);
}

function hourOf(row: DataRow): number {
  const match = /^([+-]?)(\d+):(\d+(?:\.\d*)?)$/.exec(row.text("TIME"));
  if (match === null) return row.number("TIME") ?? row.refuse("TIME", "every row has a time");
  const [, sign, hours, minutes] = match;
  if (Number(minutes) >= 60) row.refuse("TIME", "an hour has 60 minutes");
  return (sign === "-" ? -1 : 1) * (Number(hours) + Number(minutes) / 60);
}

function dayOf(row: DataRow): number {
  const name = (Object.keys(dateOrders) as (keyof typeof dateOrders)[]).find((one) => row.has(one));
  if (name === undefined) return 0;
  const parts = row.text(name).match(/\d+/g)?.map(Number) ?? [];
  if (parts.length === 1) return row.number(name) ?? parts[0]!;
  const order = dateOrders[name];
  if (parts.length !== 3) row.refuse(name, `a date has ${order.join(", ")}, or is the number of the day`);
  const part = (wanted: (typeof order)[number]) => parts[order.indexOf(wanted as never)]!;
  const [year, month, day] = [fullYear(part("year")), part("month"), part("day")];
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day)
    row.refuse(name, `the calendar has no such day (${order.join(", ")})`);
  return date.getTime() / 86_400_000;
}

/** Two digits up to 50 are of this century, as NM-TRAN has it. */
const fullYear = (year: number) => (year > 99 ? year : year > 50 ? 1900 + year : 2000 + year);
