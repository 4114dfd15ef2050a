import { normalMixtureQuantiles } from "@homeostat/engine/infer";
import { forecastLevels } from "./forecast.ts";
import type { BandScale, BandSize, Tracking } from "./tracking.ts";

/**
 * The band of a forecast is learnt from the twin's own past forecasts: each quantile has a factor on its distance from
 * the median, which grows by `pace` when the truth fell beyond that quantile and shrinks by just so much when it did not
 * that in the long run the truth falls beyond as often as it should. This is online quantile tracking, as in adaptive
 * conformal inference (Gibbs & Candès 2021, arXiv:2106.00170) on the scale of the scores, as in conformal PID control
 * (Angelopoulos, Candès & Tibshirani 2023, arXiv:2307.16895, equation 4); it holds whatever the model's errors are.
 */
const pace = 0.06;
/** A newborn's band finds its width sooner: its pace is higher by this, which halves after so many truths. */
const haste = { by: 0.3, halvedAfter: 8 };
/** A factor stays within these, so that a bad week can be unlearned. */
const narrowest = Math.log(0.2);
const widest = Math.log(6);

const within = (logarithm: number) => Math.min(widest, Math.max(narrowest, logarithm));

/** Index of the median among the levels. */
const middle = 3;
const sideLevels = forecastLevels.filter((_, i) => i !== middle);

/**
 * The factors after one more truth.
 * @param count truths before this one
 */
export function learnScale(
  scale: BandScale,
  quantiles: readonly number[],
  truth: number,
  count: number,
): BandScale {
  const step = pace + haste.by / (1 + count / haste.halvedAfter);
  return scale.map((factor, side) => {
    const level = sideLevels[side]!;
    const quantile = quantiles[side < middle ? side : side + 1]!;
    const tail = Math.min(level, 1 - level);
    const beyond = side < middle ? truth < quantile : truth > quantile;
    const moved = Math.log(factor) + step * ((beyond ? 1 : 0) - tail);
    return Math.exp(within(moved));
  });
}

/**
 * Tracking alone takes days to find the width of somebody much calmer than the population. Their errors themselves tell it
 * sooner: their mean in half-widths of the 80 % band, beside what a normal band would have (0.623), at first as after a
 * few forecasts that were just right.
 */
const normalSize = Math.sqrt(2 / Math.PI) / 1.2815515655446;
const rightAtFirst = 12;
/** Forgotten by half over three days of forecasts every half hour. */
const keepSize = 0.5 ** (1 / 144);

export function learnSize({ count, sum }: BandSize, error: number, half: number): BandSize {
  if (!(half > 0)) return { count, sum };
  return { count: keepSize * count + 1, sum: keepSize * sum + Math.abs(error) / half };
}

/** All that was learned of bands: the factors of each quantile, times the size of the errors. */
export function stretches({ scales, sizes }: Pick<Tracking, "scales" | "sizes">): readonly BandScale[] {
  return scales.map((scale, h) => {
    const { count, sum } = sizes[h]!;
    const size = (sum / normalSize + rightAtFirst) / (count + rightAtFirst);
    return scale.map((factor) => Math.exp(within(Math.log(factor * size))));
  });
}

/** The factors at a horizon between the scored ones: straight lines in their logarithm, constant beyond. */
export function scaleAt(
  horizons: readonly number[],
  scales: readonly BandScale[],
  minutes: number,
): BandScale {
  const after = horizons.findIndex((horizon) => horizon >= minutes);
  if (after < 0) return scales.at(-1)!;
  if (after === 0) return scales[0]!;
  const share = (minutes - horizons[after - 1]!) / (horizons[after]! - horizons[after - 1]!);
  return scales[after]!.map((factor, side) => factor ** share * scales[after - 1]![side]! ** (1 - share));
}

/** The members' own quantiles at `forecastLevels`: of each its expected reading, and the deviation of what is fresh in it. */
export function rawBand(
  expected: Float64Array,
  fresh: Float64Array,
  weights: Float64Array,
): readonly number[] {
  return Array.from(normalMixtureQuantiles(expected, fresh, weights, forecastLevels));
}

/** The band after what was learnt; quantiles never cross. */
export function calibrated(raw: readonly number[], scale: BandScale): readonly number[] {
  const median = raw[middle]!;
  const moved = raw.map((value, i) =>
    i === middle ? median : median + scale[i < middle ? i : i - 1]! * (value - median),
  );
  for (let i = middle - 1; i >= 0; i--) moved[i] = Math.min(moved[i]!, moved[i + 1]!);
  for (let i = middle + 1; i < moved.length; i++) moved[i] = Math.max(moved[i]!, moved[i - 1]!);
  return moved;
}

/** Moves a member's value as its band was moved: the same straight pieces between quantiles, so that risks match it. */
export function moveWithBand(value: number, raw: readonly number[], moved: readonly number[]): number {
  const above = raw.findIndex((quantile) => quantile >= value);
  if (above === 0) return moved[0]! + slope(raw, moved, 0, middle) * (value - raw[0]!);
  if (above < 0) {
    const last = raw.length - 1;
    return moved[last]! + slope(raw, moved, middle, last) * (value - raw[last]!);
  }
  return moved[above - 1]! + slope(raw, moved, above - 1, above) * (value - raw[above - 1]!);
}

function slope(raw: readonly number[], moved: readonly number[], from: number, to: number): number {
  const width = raw[to]! - raw[from]!;
  return width > 0 ? (moved[to]! - moved[from]!) / width : 1;
}
