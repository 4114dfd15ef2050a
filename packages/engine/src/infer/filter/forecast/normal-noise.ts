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
  const noisy = (from: number, to: number) => {
    variances(from, to, scratch.fill(0));
    return [...scratch.keys()].filter((i) => scratch[i]! > 0);
  };
  return {
    add(x, from, to, stream) {
      for (const i of noisy(from, to)) x[i]! += Math.sqrt(scratch[i]!) * normalQuantile(stream.uniform());
    },
    moments(from, to) {
      const numbers = noisy(from, to);
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
