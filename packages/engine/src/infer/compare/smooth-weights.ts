import { fitParetoTail, paretoQuantile } from "./pareto-tail.ts";

export interface SmoothedWeights {
  /** ln weights; their exponentials sum to 1. */
  readonly logWeights: Float64Array;
  /** Shape of the tail: below 0.7 means by these weights are reliable; Infinity where there is no tail to tell by. */
  readonly k: number;
}

/**
 * Pareto-smoothed importance sampling (Vehtari, Simpson, Gelman, Yao & Gabry 2024, JMLR 25(72)): the largest weights are
 * replaced by the expected order statistics of a Pareto tail that is fitted to them, and cut at the largest raw weight.
 *
 * @param logRatios ln of the raw weights, up to a constant
 */
export function smoothWeights(logRatios: Float64Array): SmoothedWeights {
  const count = logRatios.length;
  const most = logRatios.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const logs = logRatios.map((value) => value - most);
  const tail = Math.ceil(Math.min(count / 5, 3 * Math.sqrt(count)));
  const order = Uint32Array.from(logs.keys()).sort((a, b) => logs[a]! - logs[b]!);
  const last = order.subarray(count - tail);
  const threshold = Math.exp(logs[order[count - tail - 1]!]!);
  const exceedances = Float64Array.from(last, (i) => Math.exp(logs[i]!) - threshold);
  if (tail < 5 || !(exceedances[0]! >= 0 && exceedances[tail - 1]! > exceedances[0]!))
    return { logWeights: normalised(logs), k: tail < 5 ? Number.POSITIVE_INFINITY : 0 };
  const law = fitParetoTail(exceedances.map((value) => Math.max(value, Number.MIN_VALUE)));
  last.forEach((i, rank) => {
    logs[i] = Math.min(0, Math.log(threshold + paretoQuantile(law, (rank + 0.5) / tail)));
  });
  return { logWeights: normalised(logs), k: law.shape };
}

function normalised(logs: Float64Array): Float64Array {
  const sum = logSumExp(logs);
  return logs.map((value) => value - sum);
}

export function logSumExp(values: Float64Array): number {
  const most = values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  if (!Number.isFinite(most)) return most;
  let sum = 0;
  for (const value of values) sum += Math.exp(value - most);
  return most + Math.log(sum);
}
