import type { Ensemble } from "../ensemble/ensemble.ts";
import { meansOf } from "./spread.ts";

/**
 * Multiplies deviations from the mean, in place (Anderson & Anderson 1999, doi:10.1175/1520-0493(1999)127<2741:AMCIOT>2.0.CO;2).
 *
 * @param numbers those to be widened; absent: all
 */
export function inflate(ensemble: Ensemble, factor: number, numbers?: readonly number[]): void {
  if (factor === 1) return;
  const { size, x, weights } = ensemble;
  const means = meansOf(ensemble);
  const length = numbers?.length ?? size;
  for (let m = 0; m < weights.length; m++)
    for (let n = 0; n < length; n++) {
      const i = numbers ? numbers[n]! : n;
      x[m * size + i] = means[i]! + factor * (x[m * size + i]! - means[i]!);
    }
}
