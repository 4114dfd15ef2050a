import { effectiveSize } from "./effective-size.ts";
import { mapped, mean, pooled, type Series, variance } from "./series.ts";

/** Monte-Carlo standard error of the mean. */
export function errorOfMean(series: Series, width = 1): number {
  return Math.sqrt(variance(pooled(series)) / effectiveSize(series, width));
}

/** That of the standard deviation, by the delta method on squared distances from the mean (Vehtari et al. 2021, section 4.4). */
export function errorOfSd(series: Series, width = 1): number {
  const centre = mean(pooled(series));
  const squares = mapped(series, (value) => (value - centre) ** 2);
  return errorOfMean(squares, width) / (2 * Math.sqrt(mean(pooled(squares))));
}
