import { choleskyFactor } from "../../ensemble/cholesky.ts";
import { normalQuantile } from "../../ensemble/normal-quantile.ts";
import type { RandomStream } from "../../ensemble/random-stream.ts";
import { failure } from "../../errors/registry.ts";
import { type Prior, type PriorDistribution, priorDistribution } from "./prior.ts";

/** Several numbers with a joint prior: each has its own law, and their normal scores have these correlations. */
export interface JointPrior {
  readonly names: readonly string[];
  readonly marginals: readonly PriorDistribution[];
  /** Row by row, 1 on the diagonal. */
  readonly correlation: Float64Array;
  /** One draw of every number; as many uniforms as there are names. */
  sample(stream: RandomStream): Readonly<Record<string, number>>;
}

/**
 * Priors by name; `correlation` row by row in that order, independent where not given.
 * @throws HS1402 where the correlations are none, HS1653
 */
export function jointPrior(
  priors: Readonly<Record<string, Prior>>,
  correlation: Float64Array = identity(Object.keys(priors).length),
): JointPrior {
  const names = Object.keys(priors);
  const n = names.length;
  const unit = correlation.length === n * n && names.every((_, i) => correlation[i * (n + 1)] === 1);
  if (!unit)
    throw failure("HS1653", {
      prior: names.join(", "),
      problem: "the correlations have no 1 on their diagonal",
    });
  const skew = correlation.some((value, at) => value !== correlation[(at % n) * n + Math.floor(at / n)]);
  if (skew)
    throw failure("HS1653", { prior: names.join(", "), problem: "the correlations are not symmetric" });
  const marginals = Object.values(priors).map(priorDistribution);
  const lower = choleskyFactor(correlation, n);
  return { names, marginals, correlation, sample: (stream) => draw(names, marginals, lower, stream) };
}

export function identity(n: number): Float64Array {
  return Float64Array.from({ length: n * n }, (_, i) => (i % (n + 1) === 0 ? 1 : 0));
}

function draw(
  names: readonly string[],
  marginals: readonly PriorDistribution[],
  lower: Float64Array,
  stream: RandomStream,
): Record<string, number> {
  const n = names.length;
  const z = names.map(() => normalQuantile(stream.uniform()));
  return Object.fromEntries(
    names.map((name, row) => {
      const score = z.slice(0, row + 1).reduce((sum, value, k) => sum + lower[row * n + k]! * value, 0);
      return [name, marginals[row]!.fromFree(score)];
    }),
  );
}
