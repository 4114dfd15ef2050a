import { logSumExp, smoothWeights } from "./smooth-weights.ts";

/** How well a model predicts each value from the others. */
export interface LeaveOneOut {
  /** Σ ln p(yᵢ | the others): the higher, the better; differences between models on the same data count. */
  readonly logScore: number;
  readonly standardError: number;
  /** How many parameters the fit spends, in effect. */
  readonly effectiveParameters: number;
  /** Of each value: ln p(yᵢ | the others). */
  readonly pointwise: Float64Array;
  /** Of each value: above 0.7 its share is not reliable, as the posterior without it is too far away. */
  readonly k: Float64Array;
}

/**
 * Leave-one-out prediction by Pareto-smoothed importance sampling (Vehtari, Gelman & Gabry 2017, Stat Comput 27:1413,
 * doi:10.1007/s11222-016-9696-4).
 *
 * @param logLikelihoods ln p(yᵢ | draw): a row for each value, of all draws of the posterior
 */
export function leaveOneOut(logLikelihoods: readonly Float64Array[]): LeaveOneOut {
  const smoothed = logLikelihoods.map((row) => smoothWeights(row.map((value) => -value)));
  const pointwise = Float64Array.from(logLikelihoods, (row, i) =>
    logSumExp(row.map((value, s) => value + smoothed[i]!.logWeights[s]!)),
  );
  const within = logLikelihoods.reduce((sum, row) => sum + logSumExp(row) - Math.log(row.length), 0);
  const logScore = pointwise.reduce((sum, value) => sum + value, 0);
  const n = pointwise.length;
  const spread = pointwise.reduce((sum, value) => sum + (value - logScore / n) ** 2, 0) / (n - 1);
  return {
    logScore,
    standardError: Math.sqrt(n * spread),
    effectiveParameters: within - logScore,
    pointwise,
    k: Float64Array.from(smoothed, ({ k }) => k),
  };
}
