import type { Ink } from "../../theme/ink.ts";
import type { View } from "../geometry/view.ts";

type Context = CanvasRenderingContext2D;

/** The own normal range of what is measured, as a soft ground. */
export const drawNormal = (
  context: Context,
  view: View,
  normal: readonly [number, number] | null,
  ink: Ink,
): void => {
  if (!normal) return;
  const top = view.y(normal[1]);
  context.fillStyle = ink.normal;
  context.fillRect(view.left, top, view.right - view.left, view.y(normal[0]) - top);
};

/** What has not happened yet lies on a paler ground. */
export const drawFuture = (context: Context, view: View, now: number, ink: Ink): void => {
  const start = Math.max(view.x(now), view.left);
  if (start >= view.right) return;
  context.fillStyle = ink.future;
  context.fillRect(start, view.top, view.right - start, view.bottom - view.top);
};

export const drawNow = (context: Context, view: View, now: number, ink: Ink): void => {
  const x = Math.round(view.x(now)) + 0.5;
  context.strokeStyle = ink.strong;
  context.lineWidth = view.ratio;
  context.beginPath();
  context.moveTo(x, view.top);
  context.lineTo(x, view.bottom);
  context.stroke();
};
