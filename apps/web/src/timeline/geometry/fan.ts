import type { Forecast } from "@homeostat/twin";

type FanPoint = Forecast["points"][number];

/** Places of the quantiles 2.5, 10, 25, 50, 75, 90, 97.5 % in a forecast point, as lower and upper edges of the bands. */
const bandEdges = { 95: [0, 6], 80: [1, 5], 50: [2, 4] } as const;
export type Band = keyof typeof bandEdges;
const medianPlace = 3;

export interface Edge {
  readonly at: number;
  readonly low: number;
  readonly high: number;
}

export const bandOf = (points: readonly FanPoint[], band: Band): readonly Edge[] => {
  const [low, high] = bandEdges[band];
  return points.map(({ at, quantiles }) => ({ at, low: quantiles[low] ?? 0, high: quantiles[high] ?? 0 }));
};

export const medianOf = (points: readonly FanPoint[]): readonly { at: number; value: number }[] =>
  points.map(({ at, quantiles }) => ({ at, value: quantiles[medianPlace] ?? 0 }));

/** Forecasts far enough apart (a share of what is seen) to be told from each other, each as far as the next one begins. */
export const spread = <F extends { readonly madeAt: number; readonly points: readonly FanPoint[] }>(
  forecasts: readonly F[],
  apart: number,
): readonly (readonly FanPoint[])[] => {
  const kept: F[] = [];
  for (const one of [...forecasts].sort((a, b) => a.madeAt - b.madeAt))
    if (one.madeAt - (kept.at(-1)?.madeAt ?? Number.NEGATIVE_INFINITY) >= apart) kept.push(one);
  return kept.map(({ points }, place) => {
    const end = kept[place + 1]?.madeAt ?? Number.POSITIVE_INFINITY;
    return points.filter(({ at }) => at <= end);
  });
};

/** The band at one moment, between the two points around it; null outside the forecast. */
export const bandAt = (
  points: readonly FanPoint[],
  at: number,
  band: Band,
): (Edge & { median: number }) | null => {
  const after = points.findIndex((point) => point.at >= at);
  const next = points[after];
  const previous = points[after - 1] ?? next;
  if (!next || !previous || at < previous.at) return null;
  const share = next.at === previous.at ? 0 : (at - previous.at) / (next.at - previous.at);
  const mix = (place: number): number => {
    const start = previous.quantiles[place] ?? 0;
    return start + ((next.quantiles[place] ?? 0) - start) * share;
  };
  const [low, high] = bandEdges[band];
  return { at, low: mix(low), high: mix(high), median: mix(medianPlace) };
};
