import type { View } from "../geometry/view.ts";
import type { Point } from "./points.ts";

type Context = CanvasRenderingContext2D;

interface DoseStyle {
  readonly colour: string;
  readonly text: string;
  readonly surface: string;
  readonly high: number;
  readonly label: (value: number) => string;
  readonly font: string;
}

const share = 0.68;

/** Height of a dose's stem in a lane, as the place of its top. */
export const doseTop = (view: Pick<View, "top" | "bottom">, value: number, high: number): number =>
  view.bottom - (view.bottom - view.top) * Math.max((value / high) * share, 0.06);

/** Doses stand as stems with their amount on top; amounts that would touch are left out, the hover has them. */
export const drawDoses = (context: Context, view: View, points: readonly Point[], style: DoseStyle): void => {
  context.lineWidth = 2 * view.ratio;
  context.font = style.font;
  context.textAlign = "center";
  context.textBaseline = "alphabetic";
  let free = Number.NEGATIVE_INFINITY;
  for (const point of points) {
    const x = view.x(point.start);
    const top = doseTop(view, point.value, style.high);
    stem(context, view, {
      x,
      top,
      hollow: point.quality !== "ok",
      colour: style.colour,
      surface: style.surface,
    });
    const text = style.label(point.value);
    const half = context.measureText(text).width / 2;
    if (x - half < free) continue;
    context.fillStyle = style.text;
    context.fillText(text, x, top - 7 * view.ratio);
    free = x + half + 6 * view.ratio;
  }
};

interface Stem {
  readonly x: number;
  readonly top: number;
  readonly hollow: boolean;
  readonly colour: string;
  readonly surface: string;
}

const stem = (context: Context, view: View, { x, top, hollow, colour, surface }: Stem): void => {
  context.strokeStyle = colour;
  context.beginPath();
  context.moveTo(x, view.bottom);
  context.lineTo(x, top);
  context.stroke();
  context.beginPath();
  context.arc(x, top, 3 * view.ratio, 0, 2 * Math.PI);
  context.fillStyle = hollow ? surface : colour;
  context.fill();
  if (hollow) context.stroke();
};
