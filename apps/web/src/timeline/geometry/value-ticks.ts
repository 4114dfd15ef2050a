const niceSteps = [1, 2, 2.5, 5, 10];

/** Round values from `low` to `high`, about `count` of them. */
export const valueTicks = (low: number, high: number, count: number): readonly number[] => {
  const rough = (high - low) / Math.max(count, 1);
  if (!(rough > 0) || !Number.isFinite(rough)) return [];
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const step = (niceSteps.find((nice) => nice * magnitude >= rough * 0.999) ?? 10) * magnitude;
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: Math.max(last - first + 1, 0) }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  );
};

export type Range = readonly [low: number, high: number];

/** A range that holds all values and the normal range with some air; a single value gets room around it. */
export const rangeOf = (values: Iterable<number>, normal: Range | null): Range => {
  let low = normal?.[0] ?? Number.POSITIVE_INFINITY;
  let high = normal?.[1] ?? Number.NEGATIVE_INFINITY;
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (low > high) return [0, 1];
  const air = high > low ? (high - low) * 0.12 : Math.max(Math.abs(high) * 0.1, 0.5);
  return [low >= 0 ? Math.max(low - air, 0) : low - air, high + air];
};

const glucoseRange: Range = [40, 260];
const glucoseCeiling = 500;

/** Glucose stands on one scale for everybody; it grows in large steps, and a band that explodes is cut at 500 mg/dL. */
export const glucoseRangeOf = (values: Iterable<number>): Range => {
  let high = glucoseRange[1];
  let low = glucoseRange[0];
  for (const value of values) {
    high = Math.max(high, value);
    low = Math.min(low, value);
  }
  const top = high > glucoseRange[1] ? Math.ceil((high + 5) / 60) * 60 : high;
  return [Math.max(Math.floor(low / 20) * 20, 0), Math.min(top, glucoseCeiling)];
};
