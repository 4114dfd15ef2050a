import type { Ensemble } from "../ensemble/ensemble.ts";

/** Standard deviation of each of the ensemble's numbers. */
export function spreadsOf({ x, size, weights }: Ensemble): Float64Array {
  const means = meansOf({ x, size, weights });
  const sums = new Float64Array(size);
  let squares = 0;
  for (let m = 0; m < weights.length; m++) {
    squares += weights[m]! * weights[m]!;
    for (let i = 0; i < size; i++) sums[i]! += weights[m]! * (x[m * size + i]! - means[i]!) ** 2;
  }
  return sums.map((sum) => Math.sqrt(sum / (1 - squares)));
}

/** Mean of each of the ensemble's numbers. */
export function meansOf({ x, size, weights }: Ensemble): Float64Array {
  const means = new Float64Array(size);
  for (let m = 0; m < weights.length; m++)
    for (let i = 0; i < size; i++) means[i]! += weights[m]! * x[m * size + i]!;
  return means;
}

/**
 * Relaxation to prior spread, in place: gives back a share of the spread that updates took, so that a small ensemble
 * does not grow too sure of itself. Whitaker & Hamill 2012, equation 2, doi:10.1175/MWR-D-11-00276.1.
 *
 * @param before spreads before the updates (see `spreadsOf`)
 * @param share one a number, 0 (keep the update) to 1 (keep the prior spread)
 */
export function relaxToPriorSpread(ensemble: Ensemble, before: Float64Array, share: Float64Array): void {
  for (let i = 0; i < ensemble.size; i++) {
    if (share[i] === 0) continue;
    const { mean, spread } = momentsOf(ensemble, i);
    if (spread === 0 || before[i]! <= spread) continue;
    widen(ensemble, i, mean, 1 + (share[i]! * (before[i]! - spread)) / spread);
  }
}

/**
 * Keeps spreads from falling below a floor, in place: where updates left less, deviations are widened about their mean.
 * A model that is not quite the person's makes a filter surer than it may be; a floor keeps it open to be corrected
 * (the parameter collapse of Liu & West 2001, section 10.3, doi:10.1007/978-1-4757-3437-9_10).
 *
 * @param floor one a number; 0 for none
 */
export function holdSpread(ensemble: Ensemble, floor: Float64Array): void {
  for (let i = 0; i < ensemble.size; i++) {
    if (floor[i] === 0) continue;
    const { mean, spread } = momentsOf(ensemble, i);
    if (spread !== 0 && spread < floor[i]!) widen(ensemble, i, mean, floor[i]! / spread);
  }
}

/** Mean and standard deviation of one of the ensemble's numbers, summed in the order of `meansOf` and `spreadsOf`. */
function momentsOf({ x, size, weights }: Ensemble, i: number): { mean: number; spread: number } {
  let mean = 0;
  for (let m = 0, at = i; m < weights.length; m++, at += size) mean += weights[m]! * x[at]!;
  let [sum, squares] = [0, 0];
  for (let m = 0, at = i; m < weights.length; m++, at += size) {
    const deviation = x[at]! - mean;
    sum += weights[m]! * deviation ** 2;
    squares += weights[m]! * weights[m]!;
  }
  return { mean, spread: Math.sqrt(sum / (1 - squares)) };
}

/** Deviations about the mean become so many times as large, in place. */
function widen({ x, size, weights }: Ensemble, i: number, mean: number, factor: number): void {
  for (let m = 0, at = i; m < weights.length; m++, at += size) x[at] = mean + factor * (x[at]! - mean);
}
