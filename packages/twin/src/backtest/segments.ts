/** Readings `from` … `to` − 1 of a series, without a gap between them. */
export interface Segment {
  readonly from: number;
  readonly to: number;
}

const minute = 60_000;

/** Cuts strictly increasing times wherever two neighbours, to the minute, are more than `gapMinutes` apart. */
export function segmentsOf(times: Float64Array, gapMinutes: number): Segment[] {
  const segments: Segment[] = [];
  let from = 0;
  for (let at = 1; at <= times.length; at++) {
    if (at < times.length && !isGap(times[at - 1]!, times[at]!, gapMinutes)) continue;
    if (at > from) segments.push({ from, to: at });
    from = at;
  }
  return segments;
}

/** Whether two neighbouring readings are too far apart to be joined by a line. */
export function isGap(before: number, after: number, gapMinutes: number): boolean {
  return Math.floor((after - before) / minute) > gapMinutes;
}
