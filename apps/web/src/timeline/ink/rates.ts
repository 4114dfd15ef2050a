import type { View } from "../geometry/view.ts";
import type { Point } from "./points.ts";

type Context = CanvasRenderingContext2D;

export interface Period {
  readonly from: number;
  readonly to: number;
  readonly value: number;
}

/** A rate holds until its own end, or until the next one begins, or until now. */
export const periodsOf = (points: readonly Point[], now: number): readonly Period[] =>
  points
    .filter(({ quality }) => quality !== "refused")
    .map(({ start, end, value }, index, all) => {
      const next = all[index + 1]?.start ?? Math.max(now, start);
      return { from: start, to: Math.min(end ?? next, next > start ? next : (end ?? next)), value };
    });

interface RateStyle {
  readonly colour: string;
  readonly alpha: number;
  readonly y: (value: number) => number;
}

/** Rates in force: a soft area with a firm upper edge. */
export const drawRates = (
  context: Context,
  view: View,
  periods: readonly Period[],
  style: RateStyle,
): void => {
  context.fillStyle = style.colour;
  context.strokeStyle = style.colour;
  context.lineWidth = 1.2 * view.ratio;
  for (const { from, to, value } of periods) {
    if (value === 0) continue;
    const left = view.x(from);
    const right = Math.max(view.x(to), left + view.ratio);
    const top = style.y(value);
    context.globalAlpha = style.alpha;
    context.fillRect(left, top, right - left, view.bottom - top);
    context.globalAlpha = 1;
    context.beginPath();
    context.moveTo(left, top);
    context.lineTo(right, top);
    context.stroke();
  }
};
