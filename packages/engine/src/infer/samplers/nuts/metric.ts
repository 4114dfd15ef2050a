import { normalQuantile } from "../../../ensemble/normal-quantile.ts";
import type { RandomStream } from "../../../ensemble/random-stream.ts";
import { factorise } from "../../map/symmetric.ts";
import type { LearnedCovariance } from "../learned-covariance.ts";

/** The inverse mass matrix of Hamiltonian dynamics: an estimate of the target's covariance. */
export interface Metric {
  /** M⁻¹p. */
  velocity(momentum: Float64Array): Float64Array;
  /** One draw a coordinate of N(0, M). */
  momentum(stream: RandomStream): Float64Array;
}

export type MetricKind = "diagonal" | "dense";

export function unitMetric(size: number): Metric {
  return diagonalMetric(new Float64Array(size).fill(1));
}

/** The metric of what was learned, pulled a little towards a small multiple of one (as Stan does with few draws). */
export function learnedMetric(kind: MetricKind, learned: LearnedCovariance): Metric {
  const { size, count } = learned;
  const covariance = learned.covariance().map((value, at) => {
    const pulled = (count / (count + 5)) * value;
    return at % (size + 1) === 0 ? pulled + 1e-3 * (5 / (count + 5)) : pulled;
  });
  const variances = Float64Array.from({ length: size }, (_, i) => covariance[i * (size + 1)]!);
  if (kind === "diagonal") return diagonalMetric(variances);
  const lower = factorise(covariance, size);
  return lower === undefined ? diagonalMetric(variances) : denseMetric(covariance, lower);
}

function diagonalMetric(variances: Float64Array): Metric {
  return {
    velocity: (momentum) => momentum.map((value, i) => value * variances[i]!),
    momentum: (stream) => variances.map((variance) => normalQuantile(stream.uniform()) / Math.sqrt(variance)),
  };
}

function denseMetric(covariance: Float64Array, lower: Float64Array): Metric {
  const n = Math.sqrt(covariance.length);
  return {
    velocity: (momentum) =>
      momentum.map((_, i) => {
        let sum = 0;
        for (let j = 0; j < n; j++) sum += covariance[i * n + j]! * momentum[j]!;
        return sum;
      }),
    momentum: (stream) => {
      const z = Float64Array.from({ length: n }, () => normalQuantile(stream.uniform()));
      for (let i = n - 1; i >= 0; i--) {
        for (let j = i + 1; j < n; j++) z[i]! -= lower[j * n + i]! * z[j]!;
        z[i]! /= lower[i * n + i]!;
      }
      return z;
    },
  };
}
