import type { Ensemble } from "../ensemble/ensemble.ts";
import { meanOf, varianceOf } from "../ensemble/statistics.ts";

/** One number that was measured, and what each member predicted for it. */
export interface ScalarMeasurement {
  readonly observed: number;
  /** Variance of the measurement's independent error. */
  readonly variance: number;
  readonly predicted: Float64Array;
}

export interface Innovation {
  /** Observed minus the mean prediction. */
  readonly residual: number;
  /** Variance of the predictions before the update. */
  readonly spread: number;
}

/**
 * Which part of each number the measurement may move (0: none, 1: all): localisation against the chance correlations
 * of small ensembles. Absent: all of it.
 */
export type Taper = Float64Array | undefined;

/**
 * Deterministic square-root update for one scalar measurement, in place: no noise is added. Where the measurement is of the
 * quantity with a chance w and else says nothing of it, mean and covariance are those of the two cases' mixture: the mean moves
 * by wK, and along the gain variance P becomes P(1 − wK) + w(1 − w)K²ν², wider than before where a measurement far off is
 * neither believed nor dismissed.
 * Whitaker & Hamill 2002, equations 10–13, doi:10.1175/1520-0493(2002)130<1913:EDAWPO>2.0.CO;2; in doubt, probabilistic data
 * association with one measurement: Bar-Shalom & Tse 1975, doi:10.1016/0005-1098(75)90021-7.
 *
 * @param chance w, 0 to 1
 */
export function squareRootUpdate(
  ensemble: Ensemble,
  measured: ScalarMeasurement,
  taper?: Taper,
  chance = 1,
): Innovation {
  const innovation = innovationOf(ensemble, measured);
  const { residual, spread } = innovation;
  if (spread === 0) return innovation;
  const gain = spread / (spread + measured.variance);
  const apart = (chance * (1 - chance) * (gain * residual) ** 2) / spread;
  const stretched = Math.sqrt(1 - chance * gain + apart);
  moveAlong(ensemble, measured.predicted, { by: chance * gain * residual, stretched }, taper);
  return innovation;
}

/** How a prediction's mean moves, and how many times as wide its deviations become. */
interface Move {
  readonly by: number;
  readonly stretched: number;
}

/** A prediction moves, and each of the ensemble's numbers with it as far as it goes with the prediction; in place. */
export function moveAlong(
  ensemble: Ensemble,
  predicted: Float64Array,
  { by, stretched }: Move,
  taper?: Taper,
): void {
  const mean = meanOf(predicted, ensemble.weights);
  const spread = varianceOf(predicted, ensemble.weights);
  if (spread === 0) return;
  const shifts = predicted.map((value) => by + (stretched - 1) * (value - mean));
  moveAlongGain(ensemble, { observed: mean, variance: 0, predicted }, spread, shifts, taper);
}

/**
 * Stochastic update for one scalar measurement, in place: each member meets its own perturbed measurement.
 * Burgers, van Leeuwen & Evensen 1998, doi:10.1175/1520-0493(1998)126<1719:ASITEK>2.0.CO;2.
 *
 * @param noise a standard normal draw a member
 */
export function stochasticUpdate(
  ensemble: Ensemble,
  measured: ScalarMeasurement,
  noise: Float64Array,
  taper?: Taper,
): Innovation {
  const innovation = innovationOf(ensemble, measured);
  if (innovation.spread === 0) return innovation;
  const sd = Math.sqrt(measured.variance);
  const centre = meanOf(noise, ensemble.weights);
  const shifts = measured.predicted.map((p, m) => measured.observed + sd * (noise[m]! - centre) - p);
  moveAlongGain(ensemble, measured, innovation.spread, shifts, taper);
  return innovation;
}

/** What a measurement says about an ensemble, before it is used. */
export function innovationOf(ensemble: Ensemble, measured: ScalarMeasurement): Innovation {
  const mean = meanOf(measured.predicted, ensemble.weights);
  return { residual: measured.observed - mean, spread: varianceOf(measured.predicted, ensemble.weights) };
}

/** x[m] += K · shift[m], K the regression of each number on the prediction, times spread / (spread + R). */
function moveAlongGain(
  ensemble: Ensemble,
  { predicted, variance }: ScalarMeasurement,
  spread: number,
  shifts: Float64Array,
  taper: Taper,
): void {
  const { x, size } = ensemble;
  const covariances = covariancesWith(ensemble, predicted);
  for (let i = 0; i < size; i++) {
    const gain = ((taper?.[i] ?? 1) * covariances[i]!) / (spread + variance);
    if (gain === 0) continue;
    for (let m = 0, at = i; m < shifts.length; m++, at += size) x[at]! += gain * shifts[m]!;
  }
}

/**
 * Covariance of each of the ensemble's numbers with the prediction. Deviations are taken from the first member, so that
 * a number in which members do not differ has none at all, not one of rounding errors.
 */
function covariancesWith({ x, size, weights }: Ensemble, predicted: Float64Array): Float64Array {
  const mean = meanOf(predicted, weights);
  const sums = new Float64Array(size);
  let squares = 0;
  for (let m = 0; m < weights.length; m++) {
    const weighted = weights[m]! * (predicted[m]! - mean);
    squares += weights[m]! * weights[m]!;
    for (let i = 0; i < size; i++) sums[i]! += weighted * (x[m * size + i]! - x[i]!);
  }
  return sums.map((sum) => sum / (1 - squares));
}
