/** One quantity of a sample: a series a chain, all of one length. */
export type Series = readonly Float64Array[];

export function pooled(series: Series): Float64Array {
  const length = series[0]?.length ?? 0;
  const all = new Float64Array(series.length * length);
  series.forEach((part, k) => {
    all.set(part, k * length);
  });
  return all;
}

/** The two halves of each chain as chains of their own; of an odd count of iterations (`width` values each) the middle is left out. */
export function halves(series: Series, width = 1): Series {
  return series.flatMap((part) => {
    const half = width * Math.floor(part.length / (2 * width));
    return [part.slice(0, half), part.slice(part.length - half)];
  });
}

export const mapped = (series: Series, of: (value: number) => number): Series =>
  series.map((part) => part.map(of));

export function mean(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

/** Unbiased. */
export function variance(values: Float64Array): number {
  const centre = mean(values);
  let sum = 0;
  for (const value of values) sum += (value - centre) ** 2;
  return sum / (values.length - 1);
}

/** The quantile between order statistics at (n − 1)·level (Hyndman & Fan 1996, type 7) of ascending values. */
export function quantileOf(ascending: Float64Array, level: number): number {
  const place = (ascending.length - 1) * level;
  const below = Math.floor(place);
  const share = place - below;
  const low = ascending[below]!;
  return (1 - share) * low + share * (ascending[below + 1] ?? low);
}
