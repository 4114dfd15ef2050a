import { logNormalDensity, normalLaw } from "../observe/normal-law.ts";
import { judge, type Judgement } from "../observe/judgement.ts";
import { type FilterObservation, isCorrelated, varianceAt } from "../observe/observation.ts";
import { errorFactor } from "../observe/error-factor.ts";
import type { Predictions } from "../observe/points.ts";

/** ln p(observation | member) of what is not refused, exactly by the laws of its errors. */
export function logLikelihoods(
  predictions: Predictions,
  observation: FilterObservation,
): { readonly logs: Float64Array; readonly judgements: readonly Judgement[] } {
  const { count, each, means, variances } = predictions;
  const judged = Array.from({ length: count }, (_, i) => judge(observation, i, means[i]!, variances[i]!));
  const used = [...judged.keys()].filter((i) => judged[i]!.site !== undefined);
  const density = isCorrelated(observation)
    ? correlatedDensity(observation, used)
    : independentDensity(observation, used);
  const logs = new Float64Array(each.length / count);
  for (let m = 0; m < logs.length; m++) logs[m] = density(each.subarray(m * count, (m + 1) * count));
  return { logs, judgements: judged.map(({ judgement }) => judgement) };
}

function independentDensity(observation: FilterObservation, used: readonly number[]) {
  const { values, laws } = observation;
  const variances = used.map((i) => varianceAt(observation, i));
  const own = used.map((i) => laws?.[i] ?? normalLaw);
  return (predicted: Float64Array) => {
    let sum = 0;
    for (let k = 0; k < used.length; k++) {
      const i = used[k]!;
      sum += own[k]!.logDensity(values[i]! - predicted[i]!, variances[k]!);
    }
    return sum;
  };
}

function correlatedDensity(observation: FilterObservation, used: readonly number[]) {
  const { whiten, logScale } = errorFactor(observation, used);
  const residuals = new Float64Array(used.length);
  return (predicted: Float64Array) => {
    used.forEach((i, k) => {
      residuals[k] = observation.values[i]! - predicted[i]!;
    });
    whiten(residuals);
    return residuals.reduce((sum, residual) => sum + logNormalDensity(residual, 1), logScale);
  };
}
