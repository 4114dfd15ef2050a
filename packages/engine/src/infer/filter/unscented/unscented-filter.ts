import { normalQuantile } from "../../../ensemble/normal-quantile.ts";
import type { Filter, Marginals, Moments, NormalPrior } from "../contract/filter.ts";
import { meansOf } from "../inflate/spread.ts";
import { squared, triangularise } from "../linear/triangularise.ts";
import { checkObservation } from "../observe/observation.ts";
import { rootDeviations } from "../observe/points.ts";
import { fromFree, fromNatural, mapped, type Scale, type Scales, toFree } from "../scales/scale.ts";
import { type NormalBelief, sigmaPoints } from "./sigma-points.ts";
import { unscentedForecast } from "./unscented-forecast.ts";
import { checkedCentre, type UnscentedSettings } from "./unscented-settings.ts";
import { updated } from "./unscented-update.ts";

/**
 * The unscented Kalman filter in square-root form (Julier & Uhlmann 1997; van der Merwe & Wan 2001,
 * doi:10.1109/ICASSP.2001.940586, with weights that need no downdating). Exact where the model is linear. Numbers that have
 * a scale are normal on it: amounts that cannot be negative are told with the skewness that they have.
 *
 * @throws HomeostatError HS1807
 */
export function unscentedFilter(settings: UnscentedSettings = {}): Filter<NormalBelief> {
  const { scales } = settings;
  const centre = checkedCentre(settings);
  return {
    name: scales ? "unscented, on scales" : "unscented",
    begin: (prior) =>
      scales ? transformed(prior, centre, scales, toFree) : { mean: prior.mean, factor: prior.factor },
    forecast: (belief, dynamics, from, to) =>
      unscentedForecast(belief, dynamics, from, to, settings).predicted,
    analyse(belief, given) {
      checkObservation(given);
      const observation = scales ? { ...given, predict: fromNatural(given.predict, scales) } : given;
      return updated(belief, observation, centre);
    },
    moments: (belief) => momentsOf(scales ? transformed(belief, centre, scales, fromFree) : belief),
    marginals: (belief) => marginalsOf(scales ? transformed(belief, centre, scales, fromFree) : belief),
    quantiles({ mean, factor }, number, levels) {
      const sd = deviationOf(factor, number, mean.length);
      const scale = scales?.[number];
      return Float64Array.from(levels, (level) => {
        const z = mean[number]! + sd * normalQuantile(level);
        return scale ? scale.fromFree(z) : z;
      });
    },
  };
}

/** The normal law of numbers of which others are normal, by the unscented transform. */
function transformed(
  belief: NormalPrior,
  centre: number,
  scales: Scales,
  change: (scale: Scale, value: number) => number,
): NormalBelief {
  const size = belief.mean.length;
  const points = sigmaPoints(belief, centre);
  const changed = { ...points, x: mapped(points.x, size, scales, change) };
  const mean = meansOf(changed);
  return { mean, factor: triangularise(rootDeviations(changed, mean), size) };
}

const momentsOf = ({ mean, factor }: NormalBelief): Moments => ({
  mean,
  covariance: squared(factor, mean.length),
});

const marginalsOf = ({ mean, factor }: NormalBelief): Marginals => ({
  mean,
  sd: mean.map((_, i) => deviationOf(factor, i, mean.length)),
});

function deviationOf(factor: Float64Array, i: number, size: number): number {
  return Math.hypot(...factor.subarray(i * size, (i + 1) * size));
}
