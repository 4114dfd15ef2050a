import { normalQuantile } from "../../../ensemble/normal-quantile.ts";
import type { ProcessNoise } from "../contract/dynamics.ts";

/**
 * Independent normal noise: `variances` writes the variance that each number gathers between two times, as
 * sd² · (to − from) for a slow drift (a random walk).
 */
export function normalNoise(
  size: number,
  variances: (from: number, to: number, into: Float64Array) => void,
): ProcessNoise {
  const scratch = new Float64Array(size);
  return {
    add(x, from, to, stream) {
      variances(from, to, scratch.fill(0));
      for (let i = 0; i < size; i++)
        if (scratch[i]! > 0) x[i]! += Math.sqrt(scratch[i]!) * normalQuantile(stream.uniform());
    },
    moments(from, to) {
      variances(from, to, scratch.fill(0));
      const numbers = [...scratch.keys()].filter((i) => scratch[i]! > 0);
      const factor = new Float64Array(size * numbers.length);
      numbers.forEach((i, column) => {
        factor[i * numbers.length + column] = Math.sqrt(scratch[i]!);
      });
      return { factor, columns: numbers.length };
    },
  };
}

/** A random walk: each number drifts by its own variance a unit of time. */
export function driftNoise(variancePerTime: Float64Array): ProcessNoise {
  return normalNoise(variancePerTime.length, (from, to, into) => {
    for (let i = 0; i < into.length; i++) into[i] = variancePerTime[i]! * (to - from);
  });
}
