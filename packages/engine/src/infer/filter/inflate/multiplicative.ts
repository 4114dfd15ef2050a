import type { Ensemble } from "../ensemble/ensemble.ts";
import { meansOf } from "./spread.ts";

/** Multiplies deviations from the mean, in place (Anderson & Anderson 1999, doi:10.1175/1520-0493(1999)127<2741:AMCIOT>2.0.CO;2). */
export function inflate(ensemble: Ensemble, factor: number): void {
  if (factor === 1) return;
  const { size, x, weights } = ensemble;
  const means = meansOf(ensemble);
  for (let m = 0, at = 0; m < weights.length; m++)
    for (let i = 0; i < size; i++, at++) x[at] = means[i]! + factor * (x[at]! - means[i]!);
}
