import { normalStart } from "../normal-start.ts";
import type { Target } from "../target.ts";

/** Densities whose moments and evidence are known. */
export interface KnownTarget {
  readonly is: string;
  readonly target: Target;
  readonly mean: readonly number[];
  readonly sd: readonly number[];
  readonly logEvidence: number;
}

const unit = (n: number, scale = 1) =>
  Float64Array.from({ length: n * n }, (_, i) => (i % (n + 1) === 0 ? scale : 0));

export function targetOf(
  names: readonly string[],
  logDensity: Target["logDensity"],
  spread = 3,
  report: Target["report"] = (at) => at.slice(),
): Target {
  const start = normalStart(new Float64Array(names.length), unit(names.length, spread ** 2));
  return { coordinates: names, quantities: names, differentiable: true, start, report, logDensity };
}

/** Means 1 and −2, standard deviations 1 and 0.2, correlation 0.9; not normalised: times e². */
const correlated: KnownTarget = {
  is: "a normal law of correlation 0.9",
  target: targetOf(["a", "b"], (at, gradient) => {
    const [x, y] = [at[0]! - 1, (at[1]! + 2) / 0.2];
    const share = 1 - 0.9 ** 2;
    if (gradient) {
      gradient[0] = -(x - 0.9 * y) / share;
      gradient[1] = -(y - 0.9 * x) / share / 0.2;
    }
    return 2 - (x * x - 1.8 * x * y + y * y) / (2 * share) - Math.log(2 * Math.PI * 0.2 * Math.sqrt(share));
  }),
  mean: [1, -2],
  sd: [1, 0.2],
  logEvidence: 2,
};

/** A gamma law of shape 3 and rate 2 on a logarithmic scale, its log-Jacobian included: mean 1.5, variance 0.75; ln Γ(3)/2³. */
const positive: KnownTarget = {
  is: "a gamma law by its logarithm",
  target: targetOf(
    ["g"],
    (at, gradient) => {
      const value = Math.exp(at[0]!);
      if (gradient) gradient[0] = 3 - 2 * value;
      return 3 * at[0]! - 2 * value;
    },
    2,
    (at) => [Math.exp(at[0]!)],
  ),
  mean: [1.5],
  sd: [Math.sqrt(0.75)],
  logEvidence: Math.log(2 / 8),
};

/** x standard normal, y = x² + sharpness of a normal: E y = 1, var y = 2 + sharpness². */
export const ridge = (sharpness: number): KnownTarget => ({
  is: "a bent ridge",
  target: targetOf(["x", "y"], (at, gradient) => {
    const [x, y] = at as unknown as [number, number];
    const rest = (y - x * x) / sharpness ** 2;
    if (gradient) {
      gradient[0] = -x + 2 * x * rest;
      gradient[1] = -rest;
    }
    return -0.5 * x * x - 0.5 * rest * (y - x * x) - Math.log(2 * Math.PI * sharpness);
  }),
  mean: [0, 1],
  sd: [1, Math.sqrt(2 + sharpness ** 2)],
  logEvidence: 0,
});

/** Standard normal cut at 0: the density is −∞ on one side. Mean √(2/π), variance 1 − 2/π. */
const cut: KnownTarget = {
  is: "half a normal law, impossible on the other side",
  target: targetOf(["h"], (at, gradient) => {
    if (at[0]! < 0) return Number.NEGATIVE_INFINITY;
    if (gradient) gradient[0] = -at[0]!;
    return -0.5 * at[0]! ** 2;
  }),
  mean: [Math.sqrt(2 / Math.PI)],
  sd: [Math.sqrt(1 - 2 / Math.PI)],
  logEvidence: 0.5 * Math.log(Math.PI / 2),
};

export const knownTargets: readonly KnownTarget[] = [correlated, positive, ridge(1.5), cut];
