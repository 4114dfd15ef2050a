import type { Ensemble } from "../ensemble/ensemble.ts";
import { meanOf } from "../ensemble/statistics.ts";

/**
 * How far a measurement may move each of some numbers of the ensemble, judged by the ensemble itself: between unrelated
 * numbers, N members show a squared correlation of 1/(N − 1) by chance alone. The gain keeps the share
 * 1 − strictness / ((N − 1)·r²), never below 0: with strictness 1 the r² in excess of chance, as in the sampling-error
 * correction of Anderson 2012, doi:10.1175/MWR-D-11-00013.1; more asks for more proof.
 *
 * @param from,to the numbers' columns: from ≤ column < to
 */
export function chanceTaper(
  { x, size, weights }: Ensemble,
  predicted: Float64Array,
  from: number,
  to: number,
  strictness: number,
): Float64Array {
  const deviations = deviationsOf(predicted, weights);
  const others = members(weights) - 1;
  const shares = new Float64Array(to - from);
  for (let i = from; i < to; i++) {
    let sum = 0;
    let squares = 0;
    let together = 0;
    for (let m = 0, at = i; m < weights.length; m++, at += size) {
      const value = x[at]! - x[i]!;
      sum += weights[m]! * value;
      squares += weights[m]! * value * value;
      together += weights[m]! * value * deviations.each[m]!;
    }
    const variance = (squares - sum * sum) * deviations.variance;
    const r2 = variance > 0 ? (together * together) / variance : 0;
    shares[i - from] = r2 > 0 ? Math.max(0, 1 - strictness / (others * r2)) : 0;
  }
  return shares;
}

/** How many equal members these weights are worth. */
function members(weights: Float64Array): number {
  let squares = 0;
  for (const weight of weights) squares += weight * weight;
  return 1 / squares;
}

function deviationsOf(predicted: Float64Array, weights: Float64Array) {
  const mean = meanOf(predicted, weights);
  const each = predicted.map((value) => value - mean);
  let variance = 0;
  for (let m = 0; m < each.length; m++) variance += weights[m]! * each[m]! * each[m]!;
  return { each, variance };
}
