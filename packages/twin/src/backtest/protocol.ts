import { gridStep } from "../pattern/lags.ts";
import type { CgmSeries } from "./cgm-series.ts";
import { segmentsOf } from "./segments.ts";

export const minute = 60_000;
/** The sampling of the protocol. */
export const step = gridStep;

/** How a data set is cut into forecasts to be scored; lengths are counted in steps of 5 min. */
export interface Protocol {
  /** Readings further apart than this start a new segment. */
  readonly gapMinutes: number;
  /** Segments with fewer readings are not scored. */
  readonly minimumSegment: number;
  /** What is kept at the end of each person's record for the test. */
  readonly testLength: number;
  /** Steps known before the first forecast of the test. */
  readonly contextLength: number;
  /** Steps forecast. */
  readonly horizon: number;
  /** Steps from one forecast to the next. */
  readonly stride: number;
}

/** Half an hour from one forecast to the next. */
const stride = 6;

/** GlucoBench's own configurations: gap (min), readings of the shortest segment, steps of the test and of its context. */
const published: Readonly<Record<string, readonly [number, number, number, number]>> = {
  colas2019: [45, 192, 72, 144],
  dubosson2018: [30, 240, 144, 192],
  hall2018: [30, 192, 192, 144],
  iglu: [45, 240, 240, 192],
  weinstock2016: [45, 240, 240, 192],
};

/** The configuration that GlucoBench has for one of its data sets; null for any other. */
export function publishedProtocol(dataSet: string, horizonMinutes: number): Protocol | null {
  const known = published[dataSet];
  if (!known) return null;
  const [gapMinutes, minimumSegment, testLength, contextLength] = known;
  const horizon = Math.round((horizonMinutes * minute) / step);
  return { gapMinutes, minimumSegment, testLength, contextLength, horizon, stride };
}

const shortest = { testLength: 72, contextLength: 144 };
const longest = { testLength: 240, contextLength: 192 };

/**
 * The protocol of GlucoBench (Sergazinov et al. 2024, arXiv:2410.05780) for a data set that comes without a
 * configuration: its published lengths follow from how long people were recorded (an eighth of the usual
 * record is kept for the test, within 6 and 20 hours), which gives back the published values for
 * Colas (72, 144, 192), D1NAMO (144, 192, 240) and iglu (240, 192, 240).
 */
export function protocolFor(series: readonly CgmSeries[], horizonMinutes: number): Protocol {
  const gapMinutes = 45;
  const testLength = within(
    roundTo(usualRecord(series, gapMinutes) / 8, 12),
    shortest.testLength,
    longest.testLength,
  );
  const contextLength = within(2 * testLength, shortest.contextLength, longest.contextLength);
  const horizon = Math.round((horizonMinutes * minute) / step);
  const minimumSegment = Math.round(((contextLength + 48) * step) / Math.max(step, usualInterval(series)));
  return { gapMinutes, minimumSegment, testLength, contextLength, horizon, stride };
}

/** Median time between neighbouring readings (ms): GlucoBench's sets are read every 5 min, others every 15. */
function usualInterval(series: readonly CgmSeries[]): number {
  const intervals = series.flatMap(({ times }) =>
    Array.from(times.subarray(1), (time, i) => time - times[i]!),
  );
  intervals.sort((a, b) => a - b);
  return Math.round((intervals[intervals.length >> 1] ?? step) / minute) * minute;
}

/** Mean length of the records (in steps, gaps left out) of those who were recorded for at least a day. */
function usualRecord(series: readonly CgmSeries[], gapMinutes: number): number {
  const day = (24 * 60 * minute) / step;
  const lengths = series
    .map((one) =>
      segmentsOf(one.times, gapMinutes).reduce((sum, s) => sum + stepsWithin(one.times, s.from, s.to), 0),
    )
    .filter((length) => length >= day);
  return lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length);
}

/** Steps of the grid from one reading of a segment to another. */
export function stepsWithin(times: Float64Array, from: number, to: number): number {
  return Math.floor((times[to - 1]! - times[from]!) / step + 1e-9) + 1;
}

const roundTo = (value: number, unit: number) => Math.round(value / unit) * unit;
const within = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));
