export interface Box {
  readonly width: number;
  readonly height: number;
}

type Point = readonly [at: number, value: number];

export interface Spark {
  readonly path: string;
  readonly dots: readonly { readonly x: number; readonly y: number }[];
  readonly last: { readonly x: number; readonly y: number } | null;
  /** Upper and lower edge of the range that is normal, in pixels. */
  readonly normal: readonly [number, number];
}

const gapMinutes = 20;
const inset = 3;

/** Glucose is always drawn on one scale, so that the height of a line means the same for everybody. */
const sparkScale = { low: 40, high: 300 } as const;
const normalRange = [70, 180] as const;

const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);

const yOf = (value: number, { height }: Box): number => {
  const share =
    (clamp(value, sparkScale.low, sparkScale.high) - sparkScale.low) / (sparkScale.high - sparkScale.low);
  return round(height - inset - share * (height - 2 * inset));
};

const round = (value: number): number => Math.round(value * 10) / 10;

/** Line of what was measured (broken at gaps) and dots of what is forecast, inside the box. */
export const spark = (measured: readonly Point[], forecast: readonly Point[], box: Box): Spark => {
  const all = [...measured, ...forecast];
  const from = all[0]?.[0] ?? 0;
  const to = all.at(-1)?.[0] ?? 1;
  const xOf = (at: number): number =>
    round(inset + ((at - from) / Math.max(to - from, 1)) * (box.width - 2 * inset));
  const place = ([at, value]: Point) => ({ x: xOf(at), y: yOf(value, box) });
  const last = measured.at(-1);
  return {
    path: linePath(measured, place),
    dots: forecast.map(place),
    last: last ? place(last) : null,
    normal: [yOf(normalRange[1], box), yOf(normalRange[0], box)],
  };
};

const linePath = (points: readonly Point[], place: (point: Point) => { x: number; y: number }): string =>
  points
    .map((point, index) => {
      const before = points[index - 1];
      const gap = !before || point[0] - before[0] > gapMinutes * 60_000;
      const { x, y } = place(point);
      return `${gap ? "M" : "L"}${x} ${y}`;
    })
    .join("");
