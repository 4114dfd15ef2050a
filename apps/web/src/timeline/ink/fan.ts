import { type Band, bandOf, type Edge, medianOf } from "../geometry/fan.ts";
import type { View } from "../geometry/view.ts";
import { strokeLine } from "./line.ts";

type Context = CanvasRenderingContext2D;
type FanPoints = Parameters<typeof bandOf>[0];

const shades: readonly (readonly [Band, number])[] = [
  [95, 0.13],
  [80, 0.15],
  [50, 0.22],
];

export const fillBand = (
  context: Context,
  view: View,
  edges: readonly Edge[],
  colour: string,
  alpha: number,
): void => {
  if (edges.length < 2) return;
  context.beginPath();
  for (const { at, high } of edges) context.lineTo(view.x(at), view.y(high));
  for (const { at, low } of edges.toReversed()) context.lineTo(view.x(at), view.y(low));
  context.closePath();
  context.globalAlpha = alpha;
  context.fillStyle = colour;
  context.fill();
  context.globalAlpha = 1;
};

/** An earlier forecast, drawn beside what then came: its 80 % band and its middle. */
export const drawPastFan = (context: Context, view: View, points: FanPoints, colour: string): void => {
  fillBand(context, view, bandOf(points, 80), colour, 0.14);
  context.globalAlpha = 0.75;
  strokeLine(context, view, medianOf(points), { colour, width: 1.2, dash: [3, 3] });
  context.globalAlpha = 1;
};

interface FanStyle {
  readonly colour: string;
  /** Below 1 where another fan is what the reader should look at. */
  readonly strength: number;
}

/** A forecast: one hue in three steps for 95, 80 and 50 %, the median dashed. */
export const drawFan = (
  context: Context,
  view: View,
  points: FanPoints,
  { colour, strength }: FanStyle,
): void => {
  for (const [band, alpha] of shades) fillBand(context, view, bandOf(points, band), colour, alpha * strength);
  context.globalAlpha = Math.min(0.4 + strength * 0.6, 1);
  strokeLine(context, view, medianOf(points), { colour, width: 1.8, dash: [5, 4] });
  context.globalAlpha = 1;
};
