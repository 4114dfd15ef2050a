import type { LaneSeries } from "@homeostat/server/contract";
import type { Ink } from "../../theme/ink.ts";
import type { View } from "../geometry/view.ts";

export type Point = LaneSeries["points"][number];
type Context = CanvasRenderingContext2D;

export const startOf = ({ start }: Point): number => start;

const dot = (context: Context, x: number, y: number, radius: number): void => {
  context.moveTo(x + radius, y);
  context.arc(x, y, radius, 0, 2 * Math.PI);
};

/** Dots get smaller where many stand close together, so that a fortnight is still a shape. */
const dotRadius = (count: number, width: number): number => {
  const apart = width / Math.max(count, 1);
  return Math.min(Math.max(apart * 0.42, 1.1), 2.6);
};

/** Measured: solid dots. Refused or suspect: hollow. */
export const drawPoints = (context: Context, view: View, points: readonly Point[], ink: Ink): void => {
  const radius = dotRadius(points.length, (view.right - view.left) / view.ratio) * view.ratio;
  context.fillStyle = ink.text;
  context.beginPath();
  for (const point of points)
    if (point.quality === "ok") dot(context, view.x(point.start), view.y(point.value), radius);
  context.fill();
  context.strokeStyle = ink.act;
  context.lineWidth = 1.4 * view.ratio;
  for (const point of points) {
    if (point.quality === "ok") continue;
    const y = Math.min(Math.max(view.y(point.value), view.top + radius * 2), view.bottom - radius * 2);
    context.beginPath();
    dot(context, view.x(point.start), y, radius + view.ratio);
    context.stroke();
  }
};
