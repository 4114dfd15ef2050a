import type { RandomStream } from "../../../ensemble/random-stream.ts";
import { normalQuantile } from "../../../ensemble/normal-quantile.ts";
import type { Ensemble } from "../ensemble/ensemble.ts";
import { triangularise } from "../linear/triangularise.ts";
import { pointsOf, rootDeviations } from "../observe/points.ts";
import { meansOf } from "../inflate/spread.ts";
import { effectiveSize } from "./resample.ts";

/** Sets members that were resampled apart again, in place. */
export type Regularisation = (
  resampled: Ensemble,
  chosen: Uint32Array,
  weighted: Ensemble,
  stream: RandomStream,
) => void;

/**
 * A normal kernel with the covariance of the weighted ensemble, of Scott's bandwidth times `width` (Musso, Oudjane &
 * Le Gland 2001, section 12.2.2, doi:10.1007/978-1-4757-3437-9_12). Members that were chosen once stay where they are.
 */
export function kernelJitter(width: number): Regularisation {
  return (resampled, chosen, weighted, stream) => {
    const { size, x, weights } = resampled;
    const bandwidth = width * weights.length ** (-1 / (size + 4));
    const add = normalLike(weighted, stream);
    for (let m = 0; m < weights.length; m++)
      if (chosen[m] === chosen[m - 1] || chosen[m] === chosen[m + 1])
        add(bandwidth, x.subarray(m * size, (m + 1) * size));
  };
}

/**
 * The same kernel, about members that are drawn towards the mean so that mean and covariance stay as they were (West 1993,
 * J R Stat Soc B 55:409; Liu & West 2001, section 10.3.3, doi:10.1007/978-1-4757-3437-9_10): what hardly moves by itself,
 * a parameter, is not widened each time that members are resampled.
 */
export function shrunkKernel(width: number): Regularisation {
  return (resampled, _chosen, weighted, stream) => {
    const { size, x, weights } = resampled;
    const bandwidth = Math.min(1, width * weights.length ** (-1 / (size + 4)));
    const kept = Math.sqrt(1 - bandwidth ** 2);
    const means = meansOf(weighted);
    const add = normalLike(weighted, stream);
    for (let m = 0; m < weights.length; m++) {
      const member = x.subarray(m * size, (m + 1) * size);
      for (let i = 0; i < size; i++) member[i] = means[i]! + kept * (member[i]! - means[i]!);
      add(bandwidth, member);
    }
  };
}

/** Adds scale times a normal draw with the ensemble's covariance. */
function normalLike(ensemble: Ensemble, stream: RandomStream): (scale: number, into: Float64Array) => void {
  const { size } = ensemble;
  const points = pointsOf({ ...ensemble, weights: notDegenerate(ensemble.weights) });
  const factor = triangularise(rootDeviations(points, meansOf(points)), size);
  const steps = new Float64Array(size);
  return (scale, into) => {
    for (let k = 0; k < size; k++) steps[k] = scale * normalQuantile(stream.uniform());
    for (let i = 0; i < size; i++) {
      let sum = 0;
      for (let k = 0, at = i * size; k <= i; k++, at++) sum += steps[k]! * factor[at]!;
      into[i]! += sum;
    }
  };
}

/** Where one member has all of the weight, deviations of all of them tell how far members stand apart. */
function notDegenerate(weights: Float64Array): Float64Array {
  return effectiveSize(weights) < 1 + 1e-6 ? weights.map(() => 1 / weights.length) : weights;
}
