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
  if (share.every((value) => value === 0)) return;
  const { x, size, weights } = ensemble;
  const means = meansOf(ensemble);
  const after = spreadsOf(ensemble);
  for (let i = 0; i < size; i++) {
    if (share[i] === 0 || after[i] === 0 || before[i]! <= after[i]!) continue;
    const factor = 1 + (share[i]! * (before[i]! - after[i]!)) / after[i]!;
    for (let m = 0, at = i; m < weights.length; m++, at += size)
      x[at] = means[i]! + factor * (x[at]! - means[i]!);
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
  const { x, size, weights } = ensemble;
  const means = meansOf(ensemble);
  const spreads = spreadsOf(ensemble);
  for (let i = 0; i < size; i++) {
    if (spreads[i] === 0 || spreads[i]! >= floor[i]!) continue;
    const factor = floor[i]! / spreads[i]!;
    for (let m = 0, at = i; m < weights.length; m++, at += size)
      x[at] = means[i]! + factor * (x[at]! - means[i]!);
  }
}
