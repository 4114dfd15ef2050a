import {
  hasResidual,
  type MixedEffectsModel,
  type ResidualModel,
  type Subject,
} from "./mixed-effects-model.ts";
import { Sharing } from "./sharing.ts";
import type { Expected } from "./subject-course.ts";

/**
 * Conditional weighted residuals: y − (f − F·η) at the mode, decorrelated by the Cholesky factor of F·Ω·Fᵀ + diag(v)
 * (Hooker 2007, Pharm Res 24:2187; variance at the mode). NaN for values that are known by a limit only.
 *
 * These are the standardised innovations of a filter that learns η one value after another, which takes time in
 * proportion to the count of values (Anderson & Moore 1979, Optimal Filtering, chapter 5).
 */
export function conditionalResiduals(
  model: ResidualModel & Pick<MixedEffectsModel, "omega">,
  subject: Pick<Subject, "measurements">,
  expected: readonly Expected[],
  effects: Float64Array,
): readonly number[] {
  const learner = new Innovations(model.omega, effects.length);
  const white = whiteRows(new Sharing(model, subject), expected);
  return subject.measurements.map((measurement, i) => {
    if (!hasResidual(measurement, model)) return Number.NaN;
    const { prediction, predictionBy, variance } = expected[i]!;
    const { residual, slopes, spread } = white.get(i) ?? {
      residual: measurement.value - prediction,
      slopes: predictionBy,
      spread: variance,
    };
    return learner.next(residual + dot(slopes, effects), slopes, spread);
  });
}

interface Row {
  readonly residual: number;
  readonly slopes: Float64Array;
  readonly spread: number;
}

/** Values that share their ε, each given those before it. */
function whiteRows(sharing: Sharing, expected: readonly Expected[]): ReadonlyMap<number, Row> {
  const rows = new Map<number, Row>();
  for (const group of sharing.together)
    sharing.joint(group, expected)?.values.forEach(({ residual, slopes }, at) => {
      rows.set(group[at]!, { residual, slopes, spread: 1 });
    });
  return rows;
}

const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, k) => sum + value * b[k]!, 0);

/** What is known of η after the values so far, by a linear model. */
class Innovations {
  private readonly n: number;
  private readonly mean: Float64Array;
  private readonly covariance: Float64Array;

  constructor(omega: Float64Array, n: number) {
    this.n = n;
    this.mean = new Float64Array(n);
    this.covariance = omega.slice();
  }

  /** The standardised surprise of one value around slope·η, which is then learned from. */
  next(value: number, slope: Float64Array, variance: number): number {
    const { n, mean, covariance } = this;
    const shared = Float64Array.from({ length: n }, (_, k) =>
      dot(covariance.subarray(k * n, (k + 1) * n), slope),
    );
    const total = dot(shared, slope) + variance;
    const surprise = value - dot(slope, mean);
    for (let k = 0; k < n; k++) {
      mean[k]! += (shared[k]! * surprise) / total;
      for (let l = 0; l < n; l++) covariance[k * n + l]! -= (shared[k]! * shared[l]!) / total;
    }
    return surprise / Math.sqrt(total);
  }
}
