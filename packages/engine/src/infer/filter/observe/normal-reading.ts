import { errorFactor } from "./error-factor.ts";
import { judge, type Judged, type Judgement } from "./judgement.ts";
import { logNormalDensity } from "./normal-law.ts";
import { type FilterObservation, isCorrelated } from "./observation.ts";
import type { Predictions } from "./points.ts";

/** What is used of an observation, as normal measurements that teach the same. */
export interface NormalReading {
  /** Which component of the observation each measurement stands for. */
  readonly components: readonly number[];
  /** What was measured, one a component used. */
  readonly values: Float64Array;
  /** Brings one number a component to units in which errors are independent with variance 1, in place. */
  readonly divide: (numbers: Float64Array) => void;
  /** What ln p(observation) has beyond the density of the whitened residuals. */
  readonly logScale: number;
  readonly judgements: readonly Judgement[];
}

/** Judges every value by its forecasts, and replaces what is not normal by its site. */
export function readingOf(predictions: Predictions, observation: FilterObservation): NormalReading {
  const { count, means, variances } = predictions;
  const judged = Array.from({ length: count }, (_, i) => judge(observation, i, means[i]!, variances[i]!));
  const components = [...judged.keys()].filter((i) => judged[i]!.site !== undefined);
  return {
    components,
    values: Float64Array.from(components, (i) => standingFor(judged[i]!, observation.values[i]!, means[i]!)),
    judgements: judged.map(({ judgement }) => judgement),
    ...(isCorrelated(observation)
      ? correlated(components, observation)
      : independent(components.map((i) => judged[i]!))),
  };
}

function standingFor({ judgement, site }: Judged, value: number, mean: number): number {
  return site!.residual === judgement.residual ? value : mean + site!.residual;
}

/** Divides by standard deviations; the evidence of a site is that of its law. */
function independent(used: readonly Judged[]): Pick<NormalReading, "divide" | "logScale"> {
  const sds = used.map(({ site }) => Math.sqrt(site!.variance));
  let logScale = 0;
  used.forEach(({ judgement, site }, n) => {
    const total = judgement.spread + site!.variance;
    logScale += site!.logEvidence - logNormalDensity(site!.residual, total) - Math.log(sds[n]!);
  });
  return {
    logScale,
    divide(numbers) {
      for (let n = 0; n < sds.length; n++) numbers[n]! /= sds[n]!;
    },
  };
}

function correlated(
  used: readonly number[],
  observation: FilterObservation,
): Pick<NormalReading, "divide" | "logScale"> {
  if (used.length === 0) return { divide: () => {}, logScale: 0 };
  const { whiten, logScale } = errorFactor(observation, used);
  return { divide: whiten, logScale };
}
