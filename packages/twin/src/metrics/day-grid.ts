import type { CgmSeries } from "../backtest/cgm-series.ts";
import { failure } from "../errors/registry.ts";
import { isGap } from "../backtest/segments.ts";

const minute = 60_000;
const day = 1440 * minute;

/** A person's glucose laid out by day (rows) and time of day (columns), NaN where nothing is known. */
export interface DayGrid {
  readonly days: number;
  readonly perDay: number;
  /** days × perDay, row-major; the first column is one step after midnight, the last is midnight. */
  readonly glucose: Float64Array;
}

/**
 * Lays readings on a regular grid by straight lines, not across gaps of more than 45 min, from the midnight before
 * the first reading (clock of the series): the layout of iglu's day-by-day metrics (Broll et al. 2021,
 * doi:10.1371/journal.pone.0248560). @throws HS3104 for steps that do not make up an hour
 */
export function dayGrid({ times, glucose }: CgmSeries, stepMinutes = 5): DayGrid {
  const perDay = 1440 / stepMinutes;
  if (!Number.isInteger(60 / stepMinutes)) throw failure("HS3104", { stepMinutes });
  if (times.length === 0) return { days: 0, perDay, glucose: new Float64Array(0) };
  const midnight = Math.floor(times[0]! / day) * day;
  const days = Math.ceil((times.at(-1)! - times[0]!) / day + 1);
  const grid = new Float64Array(days * perDay).fill(Number.NaN);
  let right = 0;
  for (let cell = 0; cell < grid.length; cell++) {
    const due = midnight + (cell + 1) * stepMinutes * minute;
    while (right < times.length && times[right]! < due) right++;
    grid[cell] = valueAt(times, glucose, right, due);
  }
  return { days, perDay, glucose: grid };
}

function valueAt(times: Float64Array, glucose: Float64Array, right: number, due: number): number {
  if (times[right] === due) return glucose[right]!;
  if (right === 0 || right === times.length || isGap(times[right - 1]!, times[right]!, 45)) return Number.NaN;
  const share = (due - times[right - 1]!) / (times[right]! - times[right - 1]!);
  return glucose[right - 1]! + share * (glucose[right]! - glucose[right - 1]!);
}
