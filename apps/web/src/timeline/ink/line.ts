import type { View } from "../geometry/view.ts";

type Context = CanvasRenderingContext2D;

export interface LineStyle {
  readonly colour: string;
  readonly width: number;
  readonly dash?: readonly number[];
}

export const strokeLine = (
  context: Context,
  view: View,
  points: readonly { readonly at: number; readonly value: number }[],
  { colour, width, dash = [] }: LineStyle,
): void => {
  context.beginPath();
  for (const { at, value } of points) context.lineTo(view.x(at), view.y(value));
  context.strokeStyle = colour;
  context.lineWidth = width * view.ratio;
  context.lineJoin = "round";
  context.setLineDash(dash.map((length) => length * view.ratio));
  context.stroke();
  context.setLineDash([]);
};
