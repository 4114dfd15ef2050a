/** Where things stand on a lane's canvas, in canvas pixels; `ratio` is canvas pixels per CSS pixel. */
export interface View {
  readonly x: (at: number) => number;
  readonly y: (value: number) => number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly ratio: number;
  readonly from: number;
  readonly to: number;
}

/** Linear map from `from…to` onto `start…end`. */
const linear =
  (from: number, to: number, start: number, end: number): ((value: number) => number) =>
  (value) =>
    start + ((value - from) / (to - from)) * (end - start);

/** A second scale in the lower `share` of the lane: from 0 at the bottom to `high`. */
export const lowerPart = (view: View, high: number, share: number): ((value: number) => number) =>
  linear(0, Math.max(high, 1e-9), view.bottom, view.bottom - (view.bottom - view.top) * share);

/** Items from the last one before the window to the first one after it; `items` are sorted by `at`. */
export const within = <T>(
  items: readonly T[],
  at: (item: T) => number,
  from: number,
  to: number,
): readonly T[] => {
  const start = Math.max(lowerBound(items, at, from) - 1, 0);
  const end = Math.min(lowerBound(items, at, to) + 1, items.length);
  return items.slice(start, end);
};

/** Index of the first item at or after `time`. */
export const lowerBound = <T>(items: readonly T[], at: (item: T) => number, time: number): number => {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item !== undefined && at(item) < time) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** Runs of items without a pause longer than `pause` between neighbours. */
export const runs = <T>(
  items: readonly T[],
  at: (item: T) => number,
  pause: number,
): readonly (readonly T[])[] => {
  const all: T[][] = [];
  let previous: number | null = null;
  for (const item of items) {
    if (previous === null || at(item) - previous > pause) all.push([]);
    all.at(-1)?.push(item);
    previous = at(item);
  }
  return all;
};

/** A pause four times as long as usual between these (sorted) times breaks a line. */
export const usualPause = (times: readonly number[]): number => {
  const gaps = times.slice(1).map((at, place) => at - (times[place] ?? at));
  const sorted = gaps.filter((gap) => gap > 0).sort((a, b) => a - b);
  return 4 * (sorted[Math.floor(sorted.length / 2)] ?? Number.POSITIVE_INFINITY);
};

/** The item nearest to a place in CSS pixels, if it is within `reach` of it. */
export const nearest = <T>(
  items: readonly T[],
  place: (item: T) => { readonly x: number; readonly y: number },
  x: number,
  y: number,
  reach: number,
): T | null => {
  let best: T | null = null;
  let least = reach * reach;
  for (const item of items) {
    const spot = place(item);
    const distance = (spot.x - x) ** 2 + ((spot.y - y) / 2) ** 2;
    if (distance < least) {
      least = distance;
      best = item;
    }
  }
  return best;
};

/** Marks that would overlap stand together: neighbours in sorted `places` closer than `apart` share a cluster. */
export const clusters = <T>(
  items: readonly T[],
  place: (item: T) => number,
  apart: number,
): readonly { readonly x: number; readonly items: readonly T[] }[] => {
  const all: { x: number; items: T[] }[] = [];
  for (const item of items) {
    const x = place(item);
    const last = all.at(-1);
    if (last && x - last.x < apart) last.items.push(item);
    else all.push({ x, items: [item] });
  }
  return all;
};
