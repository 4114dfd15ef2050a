import type { LaneSeries } from "../contract/schemas.ts";

type Point = LaneSeries["points"][number];

/**
 * At most `limit` points that look the same when drawn: the span is cut into buckets, and of each the lowest and the
 * highest point stay. Points that are not ok always stay within the limit of their bucket's extremes.
 */
export function thin(
  points: readonly Point[],
  limit: number,
): { points: readonly Point[]; thinned: boolean } {
  if (points.length <= limit) return { points, thinned: false };
  const from = points[0]!.start;
  const width = (points.at(-1)!.start - from + 1) / Math.max(1, Math.floor(limit / 2));
  const buckets = Map.groupBy(points, ({ start }) => Math.floor((start - from) / width));
  return { points: [...buckets.values()].flatMap(extremes), thinned: true };
}

function extremes(bucket: readonly Point[]): readonly Point[] {
  let low = bucket[0]!;
  let high = bucket[0]!;
  for (const point of bucket) {
    if (point.value < low.value) low = point;
    if (point.value > high.value) high = point;
  }
  if (low === high) return [low];
  return low.start <= high.start ? [low, high] : [high, low];
}
