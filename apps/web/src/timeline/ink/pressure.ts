import type { Ink } from "../../theme/ink.ts";
import type { View } from "../geometry/view.ts";
import type { Point } from "./points.ts";

type Context = CanvasRenderingContext2D;

/** Pairs of upper and lower pressure taken at the same moment. */
export const pressurePairs = (
  systolic: readonly Point[],
  diastolic: readonly Point[],
): readonly { readonly at: number; readonly high: number; readonly low: number }[] => {
  const lower = new Map(diastolic.map((point) => [point.start, point.value]));
  return systolic.flatMap(({ start, value }) => {
    const low = lower.get(start);
    return low === undefined ? [] : [{ at: start, high: value, low }];
  });
};

/** A measurement of pressure is one mark: a bar from the lower to the upper value, with a dot at each. */
export const drawPressure = (
  context: Context,
  view: View,
  pairs: ReturnType<typeof pressurePairs>,
  ink: Ink,
): void => {
  context.strokeStyle = ink.soft;
  context.fillStyle = ink.text;
  context.lineWidth = 1.2 * view.ratio;
  for (const { at, high, low } of pairs) {
    const x = view.x(at);
    context.beginPath();
    context.moveTo(x, view.y(high));
    context.lineTo(x, view.y(low));
    context.stroke();
    for (const value of [high, low]) {
      context.beginPath();
      context.arc(x, view.y(value), 2.2 * view.ratio, 0, 2 * Math.PI);
      context.fill();
    }
  }
};
