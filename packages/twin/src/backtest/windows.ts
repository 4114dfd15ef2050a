import type { CgmSeries } from "./cgm-series.ts";
import { minute, type Protocol, step, stepsWithin } from "./protocol.ts";
import { type Segment, segmentsOf } from "./segments.ts";

/**
 * The readings at which one person's test forecasts are made, as indices into the series.
 *
 * GlucoBench (arXiv:2410.05780) lays a 5-min grid from the first reading of each unbroken segment, keeps the end
 * of the last segment for the test and forecasts every `stride` steps of it, once `contextLength` steps are known.
 * Its grid values lie on lines to the next reading, which is later than the forecast. Here each forecast is made
 * instead at the last reading at or before the protocol's time, so that it stands on what was known.
 */
export function testOrigins(series: CgmSeries, protocol: Protocol): number[] {
  const { times } = series;
  const segments = segmentsOf(times, protocol.gapMinutes).filter(
    (s) => s.to - s.from >= protocol.minimumSegment,
  );
  const last = segments.at(-1);
  if (last === undefined) return [];
  const first = firstTestStep(times, last, segments.length, protocol);
  return first === null ? [] : originsFrom(times, last, first, protocol);
}

/** Step of the last segment where the test begins with its context; null where all of it is needed to learn. */
function firstTestStep(
  times: Float64Array,
  last: Segment,
  segments: number,
  { contextLength, testLength }: Protocol,
): number | null {
  const length = stepsWithin(times, last.from, last.to);
  if (length >= contextLength + 2 * testLength) return length - testLength - contextLength;
  return segments > 1 ? 0 : null;
}

function originsFrom(times: Float64Array, segment: Segment, first: number, protocol: Protocol): number[] {
  const { contextLength, horizon, stride } = protocol;
  const length = stepsWithin(times, segment.from, segment.to);
  const end = times[segment.to - 1]! + minute;
  const origins = new Set<number>();
  let reading = segment.from;
  for (let at = first + contextLength - 1; at + horizon < length; at += stride) {
    const due = times[segment.from]! + at * step + minute / 2;
    while (reading + 1 < segment.to && times[reading + 1]! <= due) reading++;
    if (times[reading]! + horizon * step <= end) origins.add(reading);
  }
  return [...origins];
}
