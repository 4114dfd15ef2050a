import { normalQuantile } from "../../../ensemble/normal-quantile.ts";
import { failure } from "../../../errors/registry.ts";
import { signalsOf } from "../analyse/signals.ts";
import type { Filter } from "../contract/filter.ts";
import { squared, triangularise } from "../linear/triangularise.ts";
import { checkObservation } from "../observe/observation.ts";
import { predictionsOf, rootDeviations } from "../observe/points.ts";
import { whiten } from "../observe/whiten.ts";
import { beside, type NormalBelief, sigmaPoints } from "./sigma-points.ts";
import { unscentedForecast } from "./unscented-forecast.ts";

/**
 * The unscented Kalman filter in square-root form (Julier & Uhlmann 1997; van der Merwe & Wan 2001,
 * doi:10.1109/ICASSP.2001.940586, with weights that need no downdating). Exact where the model is linear.
 *
 * @param centre the weight κ of the middle point, not negative
 */
export function unscentedFilter(centre = 1): Filter<NormalBelief> {
  if (!(centre >= 0 && Number.isFinite(centre)))
    throw failure("HS1807", { what: "centre", value: centre, expected: "a number of at least 0" });
  return {
    name: "unscented",
    begin: ({ mean, factor }) => ({ mean, factor }),
    forecast: (belief, dynamics, from, to) => unscentedForecast(belief, dynamics, from, to, centre).predicted,
    analyse(belief, observation) {
      checkObservation(observation);
      const points = sigmaPoints(belief, centre);
      const whitened = whiten(points, predictionsOf(points, observation), observation);
      const { judgements } = whitened;
      if (whitened.count === 0) return { posterior: belief, logEvidence: 0, judgements };
      const signals = signalsOf(whitened, points.metric);
      return { posterior: updated(belief, points, signals), logEvidence: signals.logEvidence, judgements };
    },
    moments: ({ mean, factor }) => ({ mean, covariance: squared(factor, mean.length) }),
    marginals: ({ mean, factor }) => ({ mean, sd: mean.map((_, i) => deviationOf(factor, i, mean.length)) }),
    quantiles({ mean, factor }, number, levels) {
      const sd = deviationOf(factor, number, mean.length);
      return Float64Array.from(levels, (level) => mean[number]! + sd * normalQuantile(level));
    },
  };
}

function deviationOf(factor: Float64Array, i: number, size: number): number {
  return Math.hypot(...factor.subarray(i * size, (i + 1) * size));
}

/** Kalman's update along each direction: what is left of the deviations, and the gain times the observation's error. */
function updated(
  { mean }: NormalBelief,
  points: ReturnType<typeof sigmaPoints>,
  { count, strengths, residuals, basis }: ReturnType<typeof signalsOf>,
): NormalBelief {
  const { size, metric } = points;
  const roots = rootDeviations(points, mean);
  const gains = new Float64Array(size * count);
  const moved = mean.slice();
  for (let k = 0; k < count; k++) {
    const s = strengths[k]!;
    for (let i = 0; i < size; i++) {
      let regression = 0;
      for (let m = 0; m < metric.length; m++)
        regression += Math.sqrt(metric[m]!) * roots[i * metric.length + m]! * basis[m * count + k]!;
      const gain = (s / (1 + s * s)) * regression;
      gains[i * count + k] = gain;
      moved[i]! += gain * residuals[k]!;
      for (let m = 0; m < metric.length; m++)
        roots[i * metric.length + m]! -= gain * s * Math.sqrt(metric[m]!) * basis[m * count + k]!;
    }
  }
  return { mean: moved, factor: triangularise(beside(roots, gains, size), size) };
}
