import type { RandomStream } from "../../../ensemble/random-stream.ts";
import { failure } from "../../../errors/registry.ts";
import type { Filter } from "../contract/filter.ts";
import { checkEnsemble, type Ensemble, equalWeights } from "../ensemble/ensemble.ts";
import { drawEnsemble } from "../ensemble/ensemble-filter.ts";
import { marginalsOf, momentsOf, numberOf } from "../ensemble/moments.ts";
import { quantilesOf } from "../ensemble/statistics.ts";
import { forecastEnsemble } from "../forecast/forecast-ensemble.ts";
import { checkObservation } from "../observe/observation.ts";
import { pointsOf, predictionsOf } from "../observe/points.ts";
import { logLikelihoods } from "./log-likelihoods.ts";
import type { Regularisation } from "./regularise.ts";
import { effectiveSize, systematicResampling } from "./resample.ts";

export interface ParticleFilterSettings {
  readonly members: number;
  /** Members are resampled, before they move, when they are worth less than this share of their number; 0.5 where not given. */
  readonly threshold?: number;
  readonly regularisation?: readonly Regularisation[];
}

/**
 * The bootstrap filter (Gordon, Salmond & Smith 1993, doi:10.1049/ip-f-2.1993.0015): members move by the model, weights
 * follow the likelihood, and before they move again members that have become unlikely give way to copies of others. Exact as members grow,
 * whatever the model and the error law.
 */
export function particleFilter(settings: ParticleFilterSettings): Filter<Ensemble> {
  const { members, threshold = 0.5, regularisation = [] } = settings;
  return {
    name: "particle",
    begin: (prior, stream) => drawEnsemble(prior, members, stream),
    forecast(ensemble, dynamics, from, to, stream) {
      const low = effectiveSize(ensemble.weights) < threshold * ensemble.weights.length;
      const fit = low ? resampled(ensemble, regularisation, stream) : ensemble;
      return forecastEnsemble(fit, dynamics, from, to, stream);
    },
    analyse(ensemble, observation) {
      checkEnsemble(ensemble);
      checkObservation(observation);
      const predictions = predictionsOf(pointsOf(ensemble), observation);
      const { logs, judgements } = logLikelihoods(predictions, observation);
      if (judgements.every(({ outcome }) => outcome === "refused"))
        return { posterior: ensemble, logEvidence: 0, judgements };
      const { weights, logEvidence } = reweighted(ensemble.weights, logs, observation.at);
      return { posterior: { ...ensemble, weights }, logEvidence, judgements };
    },
    moments: momentsOf,
    marginals: marginalsOf,
    quantiles: (ensemble, number, levels) =>
      quantilesOf(numberOf(ensemble, number), ensemble.weights, levels),
  };
}

/** @throws HomeostatError HS1809 */
function reweighted(before: Float64Array, logs: Float64Array, at: number) {
  let peak = Number.NEGATIVE_INFINITY;
  logs.forEach((log, m) => {
    if (before[m]! > 0) peak = Math.max(peak, log);
  });
  if (!Number.isFinite(peak)) throw failure("HS1809", { at });
  const weights = before.map((weight, m) => weight * Math.exp(logs[m]! - peak));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return { weights: weights.map((weight) => weight / sum), logEvidence: peak + Math.log(sum) };
}

/** Copies of members in proportion to their weights, set apart. */
function resampled(
  weighted: Ensemble,
  regularisation: readonly Regularisation[],
  stream: RandomStream,
): Ensemble {
  const { size, x, weights } = weighted;
  const chosen = systematicResampling(weights, stream);
  const copies = new Float64Array(x.length);
  chosen.forEach((from, m) => {
    copies.set(x.subarray(from * size, (from + 1) * size), m * size);
  });
  const equal = { size, x: copies, weights: equalWeights(weights.length) };
  for (const setApart of regularisation) setApart(equal, chosen, weighted, stream);
  return equal;
}
