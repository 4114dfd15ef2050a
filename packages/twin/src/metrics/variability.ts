import type { DayGrid } from "./day-grid.ts";
import { mean, standardDeviation } from "./moments.ts";

/** Continuous overall net glycaemic action: SD of the change over some hours (McDonnell et al. 2005, doi:10.1089/dia.2005.7.253). */
export function conga({ glucose, perDay }: DayGrid, hours = 24): number {
  const lag = (hours * perDay) / 24;
  return standardDeviation(glucose.subarray(lag).map((value, cell) => value - glucose[cell]!));
}

/** Mean of daily differences: absolute change from one day to the next at the same time (Molnar et al. 1972, doi:10.1007/BF01218495). */
export function modd({ glucose, perDay }: DayGrid): number {
  return mean(glucose.subarray(perDay).map((value, cell) => Math.abs(value - glucose[cell]!)));
}

/** Six standard deviations that tell within-day from between-day variability (Rodbard 2009, doi:10.1089/dia.2009.0015), mg/dL. */
export interface StandardDeviations {
  /** Within days, averaged over days. */
  readonly withinDays: number;
  /** Of the average day. */
  readonly ofAverageDay: number;
  /** Within runs of an hour, averaged over runs. */
  readonly withinHours: number;
  /** Of the daily means. */
  readonly ofDailyMeans: number;
  /** Between days at the same time, averaged over times. */
  readonly betweenDays: number;
  /** Between days at the same time once each day's mean is taken off. */
  readonly betweenDaysCorrected: number;
}

export function standardDeviations(grid: DayGrid): StandardDeviations {
  const days = rows(grid);
  const dailyMeans = days.map(mean);
  const corrected = days.map((one, row) => one.map((value) => value - dailyMeans[row]!));
  return {
    withinDays: mean(days.map(standardDeviation)),
    ofAverageDay: standardDeviation(columns(days, grid.perDay).map(mean)),
    withinHours: mean(runs(grid.glucose, grid.perDay / 24).map(standardDeviation)),
    ofDailyMeans: standardDeviation(dailyMeans),
    betweenDays: mean(columns(days, grid.perDay).map(standardDeviation)),
    betweenDaysCorrected: mean(columns(corrected, grid.perDay).map(standardDeviation)),
  };
}

function rows({ glucose, days, perDay }: DayGrid): Float64Array[] {
  return Array.from({ length: days }, (_, row) => glucose.subarray(row * perDay, (row + 1) * perDay));
}

function columns(days: readonly Float64Array[], perDay: number): number[][] {
  return Array.from({ length: perDay }, (_, column) => days.map((one) => one[column]!));
}

function runs(glucose: Float64Array, length: number): Float64Array[] {
  return Array.from({ length: glucose.length - length + 1 }, (_, from) =>
    glucose.subarray(from, from + length),
  );
}
