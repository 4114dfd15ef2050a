import { meanOf, varianceOf } from "./ensemble-statistics.ts";
import type { Ensemble } from "./ensemble-update.ts";

/**
 * How far a measurement may move one of the ensemble's numbers, judged by the ensemble itself: between unrelated
 * numbers, N members show a squared correlation of 1/(N − 1) by chance alone. The gain keeps the share
 * 1 − strictness / ((N − 1)·r²), never below 0: with strictness 1 the r² in excess of chance, as in the sampling-error
 * correction of Anderson 2012, doi:10.1175/MWR-D-11-00013.1; more asks for more proof.
 */
export function chanceTaper(
  { x, size, weights }: Ensemble,
  predicted: Float64Array,
  column: number,
  strictness: number,
): number {
  const values = Float64Array.from(weights, (_, m) => x[m * size + column]!);
  const [centre, mean] = [meanOf(values, weights), meanOf(predicted, weights)];
  let covariance = 0;
  let squares = 0;
  weights.forEach((weight, m) => {
    covariance += weight * (values[m]! - centre) * (predicted[m]! - mean);
    squares += weight * weight;
  });
  const variances = varianceOf(values, weights) * varianceOf(predicted, weights) * (1 - squares) ** 2;
  const r2 = variances > 0 ? covariance ** 2 / variances : 0;
  return r2 > 0 ? Math.max(0, 1 - strictness / ((1 / squares - 1) * r2)) : 0;
}
