import type { Ink } from "../../theme/ink.ts";
import type { View } from "../geometry/view.ts";
import type { Point } from "./points.ts";

/** Amounts over a time (steps of an hour): bars as wide as their period, standing on nothing. */
export const drawBars = (
  context: CanvasRenderingContext2D,
  view: View,
  points: readonly Point[],
  ink: Ink,
): void => {
  const ground = view.y(0);
  context.fillStyle = ink.soft;
  for (const { start, end, value, quality } of points) {
    if (quality === "refused") continue;
    const left = view.x(start);
    const width = Math.max(view.x(end ?? start) - left - view.ratio, 2 * view.ratio);
    const top = view.y(value);
    context.globalAlpha = 0.45;
    context.fillRect(left, top, width, ground - top);
  }
  context.globalAlpha = 1;
};
