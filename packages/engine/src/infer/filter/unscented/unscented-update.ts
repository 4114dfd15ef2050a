import { type Signals, signalsOf } from "../analyse/signals.ts";
import type { Analysis } from "../contract/filter.ts";
import { triangularise } from "../linear/triangularise.ts";
import type { FilterObservation } from "../observe/observation.ts";
import { type Points, predictionsOf, rootDeviations } from "../observe/points.ts";
import { whiten } from "../observe/whiten.ts";
import { beside, type NormalBelief, sigmaPoints } from "./sigma-points.ts";

/** Kalman's update of a normal belief, the observation straight about it. @throws HomeostatError HS1804, HS1805, HS1808 */
export function updated(
  belief: NormalBelief,
  observation: FilterObservation,
  centre: number,
): Analysis<NormalBelief> {
  const points = sigmaPoints(belief, centre);
  const whitened = whiten(points, predictionsOf(points, observation), observation);
  const { judgements } = whitened;
  if (whitened.count === 0) return { posterior: belief, logEvidence: 0, judgements };
  const signals = signalsOf(whitened, points.metric);
  return { posterior: moved(belief, points, signals), logEvidence: signals.logEvidence, judgements };
}

/** Along each direction: what is left of the deviations, and the gain times the observation's error. */
function moved(
  { mean }: NormalBelief,
  points: Points,
  { count, strengths, residuals, basis }: Signals,
): NormalBelief {
  const { size, metric } = points;
  const roots = rootDeviations(points, mean);
  const gains = new Float64Array(size * count);
  const centre = mean.slice();
  for (let k = 0; k < count; k++) {
    const s = strengths[k]!;
    for (let i = 0; i < size; i++) {
      let regression = 0;
      for (let m = 0; m < metric.length; m++)
        regression += Math.sqrt(metric[m]!) * roots[i * metric.length + m]! * basis[m * count + k]!;
      const gain = (s / (1 + s * s)) * regression;
      gains[i * count + k] = gain;
      centre[i]! += gain * residuals[k]!;
      for (let m = 0; m < metric.length; m++)
        roots[i * metric.length + m]! -= gain * s * Math.sqrt(metric[m]!) * basis[m * count + k]!;
    }
  }
  return { mean: centre, factor: triangularise(beside(roots, gains, size), size) };
}
