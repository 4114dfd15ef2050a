import { errorFactor } from "./error-factor.ts";
import { logNormalDensity } from "./normal-law.ts";
import { judge, type Judged, type Judgement } from "./judgement.ts";
import { type FilterObservation, isCorrelated } from "./observation.ts";
import type { Points, Predictions } from "./points.ts";

/** What is used of an observation, in units in which errors are independent with variance 1. */
export interface Whitened {
  /** How many numbers are left. */
  readonly count: number;
  /** Which component of the observation each stands for (the last of those mixed, where errors are correlated). */
  readonly components: readonly number[];
  /** Observed minus mean forecast. */
  readonly residuals: Float64Array;
  /** Forecast of each point minus the mean, `anomalies[point * count + i]`. */
  readonly anomalies: Float64Array;
  /** What ln p(observation) has beyond the density of the whitened residuals. */
  readonly logScale: number;
  readonly judgements: readonly Judgement[];
}

/** Judges every value, replaces what is not normal by its site, and whitens what is used. */
export function whiten(points: Points, predictions: Predictions, observation: FilterObservation): Whitened {
  const judged = Array.from({ length: predictions.count }, (_, i) =>
    judge(observation, i, predictions.means[i]!, predictions.variances[i]!),
  );
  const components = [...judged.keys()].filter((i) => judged[i]!.site !== undefined);
  const used = components.map((i) => judged[i]!.site!);
  const residuals = Float64Array.from(used, ({ residual }) => residual);
  const anomalies = anomaliesOf(points.weights.length, predictions, components);
  const judgements = judged.map(({ judgement }) => judgement);
  const logScale = isCorrelated(observation)
    ? whitenCorrelated(residuals, anomalies, components, observation)
    : whitenSites(residuals, anomalies, components, judged);
  return { count: components.length, components, residuals, anomalies, logScale, judgements };
}

function anomaliesOf(
  members: number,
  { count, each, means, variances }: Predictions,
  used: readonly number[],
) {
  const anomalies = new Float64Array(members * used.length);
  for (let m = 0, at = 0; m < members; m++)
    for (const i of used) anomalies[at++] = variances[i] === 0 ? 0 : each[m * count + i]! - means[i]!;
  return anomalies;
}

/** Divides by standard deviations; the evidence of a site is that of its law. */
function whitenSites(
  residuals: Float64Array,
  anomalies: Float64Array,
  used: readonly number[],
  judged: readonly Judged[],
): number {
  const sds = used.map((i) => Math.sqrt(judged[i]!.site!.variance));
  let logScale = 0;
  used.forEach((component, i) => {
    const { judgement, site } = judged[component]!;
    const total = judgement.spread + site!.variance;
    logScale += site!.logEvidence - logNormalDensity(site!.residual, total) - Math.log(sds[i]!);
    residuals[i]! /= sds[i]!;
  });
  for (let at = 0; at < anomalies.length; at++) anomalies[at]! /= sds[at % used.length]!;
  return logScale;
}

function whitenCorrelated(
  residuals: Float64Array,
  anomalies: Float64Array,
  used: readonly number[],
  observation: FilterObservation,
): number {
  if (used.length === 0) return 0;
  const { whiten: divide, logScale } = errorFactor(observation, used);
  divide(residuals);
  for (let at = 0; at < anomalies.length; at += used.length) divide(anomalies.subarray(at, at + used.length));
  return logScale;
}
