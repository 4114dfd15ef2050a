import type { WhatIf } from "@homeostat/twin";
import { type Range, valueTicks } from "../timeline/geometry/value-ticks.ts";

type Points = WhatIf["difference"];

export interface DifferenceShape {
  /** Outlines of the 95, 80 and 50 % bands, widest first, as SVG path data. */
  readonly bands: readonly string[];
  readonly median: string;
  readonly zero: number;
  readonly range: Range;
  readonly ticks: readonly { readonly y: number; readonly value: number }[];
  readonly x: (at: number) => number;
}

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const pairs = [
  [0, 6],
  [1, 5],
  [2, 4],
] as const;

/** Even on both sides of nothing, in whole steps, so that the chart does not breathe while a hand moves. */
export const differenceRange = (points: Points, step: number): Range => {
  const most = Math.max(
    step,
    ...points.flatMap(({ quantiles }) => [1, 5].map((q) => Math.abs(quantiles[q] ?? 0))),
  );
  const edge = Math.ceil((most * 1.08) / step) * step;
  return [-edge, edge];
};

const round = (value: number): string => value.toFixed(1);

const path = (places: readonly (readonly [number, number])[]): string =>
  places.map(([x, y], index) => `${index === 0 ? "M" : "L"}${round(x)} ${round(y)}`).join("");

/** The difference that a change makes, as outlines inside the box. */
export const differenceShape = (points: Points, box: Box, step: number): DifferenceShape => {
  const range = differenceRange(points, step);
  const from = points[0]?.at ?? 0;
  const to = points.at(-1)?.at ?? 1;
  const x = (at: number): number =>
    box.left + ((at - from) / Math.max(to - from, 1)) * (box.right - box.left);
  const y = (value: number): number =>
    box.bottom - ((value - range[0]) / (range[1] - range[0])) * (box.bottom - box.top);
  const edge = (place: number) =>
    points.map(({ at, quantiles }) => [x(at), y(quantiles[place] ?? 0)] as const);
  return {
    bands: pairs.map(([low, high]) => `${path([...edge(high), ...edge(low).toReversed()])}Z`),
    median: path(edge(3)),
    zero: y(0),
    range,
    ticks: valueTicks(range[0], range[1], 4).map((value) => ({ value, y: y(value) })),
    x,
  };
};

/** Where the middle of the difference is largest. */
export const largest = (
  points: Points,
): { readonly at: number; readonly quantiles: readonly number[] } | null =>
  points.reduce<Points[number] | null>(
    (best, point) => (Math.abs(point.quantiles[3] ?? 0) > Math.abs(best?.quantiles[3] ?? 0) ? point : best),
    null,
  );
