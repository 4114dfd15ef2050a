import { failure } from "../../../errors/registry.ts";
import { drawMultivariateNormal } from "../../../ensemble/draw.ts";
import type { Scheme } from "../analyse/scheme.ts";
import type { Filter } from "../contract/filter.ts";
import { forecastEnsemble } from "../forecast/forecast-ensemble.ts";
import type { PosteriorInflation } from "../inflate/posterior-inflation.ts";
import { rotateMembers } from "../inflate/rotate.ts";
import { checkObservation } from "../observe/observation.ts";
import { pointsOf, predictionsOf } from "../observe/points.ts";
import { whiten } from "../observe/whiten.ts";
import { checkEnsemble, copyOf, type Ensemble, equalWeights } from "./ensemble.ts";
import { marginalsOf, momentsOf, numberOf } from "./moments.ts";
import { quantilesOf } from "./statistics.ts";

export interface EnsembleFilterSettings {
  readonly members: number;
  readonly scheme: Scheme;
  /** What widens the ensemble after each observation, in turn. */
  readonly inflation?: readonly PosteriorInflation[];
  /** Whether members are turned among each other after each observation (see `rotateMembers`). */
  readonly rotate?: boolean;
}

/** An ensemble Kalman filter; the scheme says which. */
export function ensembleFilter(settings: EnsembleFilterSettings): Filter<Ensemble> {
  const { members, scheme, inflation = [], rotate = false } = settings;
  return {
    name: scheme.name,
    begin: (prior, stream) => drawEnsemble(prior, members, stream),
    forecast: forecastEnsemble,
    analyse(ensemble, observation, stream) {
      checkEnsemble(ensemble);
      checkObservation(observation);
      const posterior = copyOf(ensemble);
      const points = pointsOf(posterior);
      const whitened = whiten(points, predictionsOf(points, observation), observation);
      const { judgements } = whitened;
      if (whitened.count === 0) return { posterior, logEvidence: 0, judgements };
      const logEvidence = scheme.assimilate(points, whitened, stream);
      for (const widen of inflation) widen(posterior, ensemble);
      if (rotate) rotateMembers(posterior, stream);
      return { posterior, logEvidence, judgements };
    },
    moments: momentsOf,
    marginals: marginalsOf,
    quantiles: (ensemble, number, levels) =>
      quantilesOf(numberOf(ensemble, number), ensemble.weights, levels),
  };
}

/** Members drawn from a normal law. @throws HomeostatError HS1802 */
export function drawEnsemble(
  { mean, factor }: Parameters<Filter<Ensemble>["begin"]>[0],
  members: number,
  stream: Parameters<Filter<Ensemble>["begin"]>[1],
): Ensemble {
  const size = mean.length;
  if (!(Number.isSafeInteger(members) && members >= 2)) throw failure("HS1802", { members });
  const ensemble = { size, x: new Float64Array(members * size), weights: equalWeights(members) };
  for (let m = 0; m < members; m++) ensemble.x.set(drawMultivariateNormal(stream, mean, factor), m * size);
  return ensemble;
}
