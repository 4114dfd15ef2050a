import { centred } from "../ensemble/statistics.ts";
import type { Points } from "../observe/points.ts";
import type { EnsembleUpdate } from "./ensemble-update.ts";
import type { Signals } from "./signals.ts";

/** How far each point moves along each direction's own deviations: `moves[point * count + k]`. */
export type Moves = Float64Array;

/**
 * The moves of an update: Kalman's for the mean, the update's own for deviations.
 *
 * @param draw a standard normal number, called for each point and direction where the update has noise
 * @param widened how many times as far apart as the points the forecast is taken to be, along these directions
 */
export function movesOf(
  { count, strengths, residuals, basis }: Signals,
  weights: Float64Array,
  update: EnsembleUpdate,
  draw: () => number,
  widened = 1,
): Moves {
  const moves = new Float64Array(basis.length);
  for (let k = 0; k < count; k++) {
    const s = strengths[k]!;
    const shift = widened * (s / (1 + s * s)) * residuals[k]!;
    const change = widened * update.keep(s) - 1;
    // About their mean, so that the mean of the members moves by Kalman's gain exactly.
    const noise = update.noise && centred(weights.map(draw), weights);
    const scale = widened * (update.noise?.(s) ?? 0);
    for (let m = 0, at = k; m < weights.length; m++, at += count)
      moves[at] = shift + change * basis[at]! + (noise ? scale * noise[m]! : 0);
  }
  return moves;
}

/**
 * Moves the members, in place: x ← x + moves·(basisᵀ·metric·(x − mean)), which spreads the observation to every number by
 * its regression on what was observed.
 *
 * @param numbers those to be moved; absent: all
 */
export function moveMembers(
  { size, x, metric }: Points,
  { count, basis }: Signals,
  moves: Moves,
  numbers?: readonly number[],
): void {
  const length = numbers?.length ?? size;
  const regression = new Float64Array(count);
  for (let n = 0; n < length; n++) {
    const i = numbers ? numbers[n]! : n;
    regressionOf(regression, { size, x, metric, basis }, i);
    for (let m = 0, at = i, row = 0; m < metric.length; m++, at += size, row += count)
      for (let k = 0; k < count; k++) x[at]! += moves[row + k]! * regression[k]!;
  }
}

/** Deviations are taken from the first member: a number in which members do not differ has none at all. */
function regressionOf(
  into: Float64Array,
  { size, x, metric, basis }: Pick<Points, "size" | "x" | "metric"> & { readonly basis: Float64Array },
  i: number,
): void {
  const count = into.fill(0).length;
  for (let m = 0, at = i, row = 0; m < metric.length; m++, at += size, row += count) {
    const deviation = metric[m]! * (x[at]! - x[i]!);
    for (let k = 0; k < count; k++) into[k]! += deviation * basis[row + k]!;
  }
}
