import type { MapEstimate } from "../map/map-estimate.ts";

/** Shrinkage of each effect: 1 − standard deviation of the people's estimates / √ω² (Savic & Karlsson 2009, AAPS J 11:558); NaN of one person. */
export function effectShrinkage(
  people: readonly Pick<MapEstimate, "effects">[],
  omega: Float64Array,
): Float64Array {
  const n = Math.sqrt(omega.length);
  return Float64Array.from({ length: n }, (_, k) => {
    const deviation = standardDeviation(people.map(({ effects }) => effects[k]!));
    return 1 - deviation / Math.sqrt(omega[k * n + k]!);
  });
}

/** Shrinkage of residuals: 1 − standard deviation of the individual weighted residuals; NaN of fewer than two. */
export function residualShrinkage(people: readonly Pick<MapEstimate, "residuals">[]): number {
  const residuals = people.flatMap((one) => one.residuals.map(({ weighted }) => weighted));
  return 1 - standardDeviation(residuals.filter((value) => !Number.isNaN(value)));
}

/** NaN of fewer than two values. */
function standardDeviation(values: readonly number[]): number {
  if (values.length < 2) return Number.NaN;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}
