import { failure } from "../../../errors/registry.ts";
import type { Ensemble } from "../ensemble/ensemble.ts";
import type { FilterObservation } from "./observation.ts";

/**
 * States that stand for a belief: members of an ensemble, or sigma points. Its mean is Σ weight·x, its covariance
 * Σ metric·(x − mean)(x − mean)ᵀ.
 */
export interface Points extends Ensemble {
  readonly metric: Float64Array;
}

/** Members as points: the metric makes the covariance unbiased. */
export function pointsOf(ensemble: Ensemble): Points {
  let squares = 0;
  for (const weight of ensemble.weights) squares += weight * weight;
  return { ...ensemble, metric: ensemble.weights.map((weight) => weight / (1 - squares)) };
}

/** Columns √metric·(x − mean), size × points, row by row. */
export function rootDeviations({ size, x, metric }: Points, mean: Float64Array): Float64Array {
  const count = metric.length;
  const roots = new Float64Array(size * count);
  for (let m = 0; m < count; m++)
    for (let i = 0; i < size; i++)
      roots[i * count + m] = Math.sqrt(metric[m]!) * (x[m * size + i]! - mean[i]!);
  return roots;
}

/** What each point makes one expect: `each[point * count + i]`, with means and variances. */
export interface Predictions {
  readonly count: number;
  readonly each: Float64Array;
  readonly means: Float64Array;
  readonly variances: Float64Array;
}

/** @throws HomeostatError HS1805 where a prediction is not finite */
export function predictionsOf(points: Points, { at, values, predict }: FilterObservation): Predictions {
  const { size, x, weights, metric } = points;
  const count = values.length;
  const each = new Float64Array(weights.length * count);
  const means = new Float64Array(count);
  for (let m = 0; m < weights.length; m++) {
    const predicted = each.subarray(m * count, (m + 1) * count);
    predict(x.subarray(m * size, (m + 1) * size), predicted);
    for (let i = 0; i < count; i++) {
      if (!Number.isFinite(predicted[i]!))
        throw failure("HS1805", { what: "The prediction of member", which: m, at });
      means[i]! += weights[m]! * predicted[i]!;
    }
  }
  return { count, each, means, variances: variancesOf(each, means, metric) };
}

/** Predictions that do not differ vary by nothing, not by rounding errors: they are compared with the first. */
function variancesOf(each: Float64Array, means: Float64Array, metric: Float64Array): Float64Array {
  const count = means.length;
  const variances = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    let same = true;
    for (let m = 0, at = i; m < metric.length; m++, at += count) {
      variances[i]! += metric[m]! * (each[at]! - means[i]!) ** 2;
      same &&= each[at] === each[i];
    }
    if (same) variances[i] = 0;
  }
  return variances;
}
