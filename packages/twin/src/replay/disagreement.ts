import { ornsteinUhlenbeckStep } from "@homeostat/engine/infer";

/**
 * What a model and a sensor disagree in: an error with a memory (Ornstein–Uhlenbeck; what the model lacks, and a sensor's
 * slow error) and one without. Leaving out the first makes any fit of a simpler model far too sure (Kennedy & O'Hagan 2001,
 * doi:10.1111/1467-9868.00294; Brynjarsdóttir & O'Hagan 2014, doi:10.1088/0266-5611/30/11/114007).
 */
export interface Disagreement {
  /** mg/dL */
  readonly sd: number;
  readonly correlationMinutes: number;
  /** Standard deviation of the error that is fresh with each reading, mg/dL. */
  readonly fresh: number;
}

/** The filter's gains and spreads at the times of the readings: the same whatever the readings were. */
export interface DisagreementFilter {
  readonly keep: Float64Array;
  readonly gain: Float64Array;
  /** Standard deviation of each reading given those before. */
  readonly spread: Float64Array;
  /** Σ ln spread². */
  readonly logDeterminant: number;
}

/** @param times of the readings, min, ascending */
export function disagreementFilter(
  times: ArrayLike<number>,
  { sd, correlationMinutes, fresh }: Disagreement,
): DisagreementFilter {
  const n = times.length;
  const keep = new Float64Array(n);
  const gain = new Float64Array(n);
  const spread = new Float64Array(n);
  let variance = sd * sd;
  let logDeterminant = 0;
  for (let i = 0; i < n; i++) {
    if (i > 0) {
      const step = ornsteinUhlenbeckStep(times[i]! - times[i - 1]!, correlationMinutes, sd);
      keep[i] = step.keep;
      variance = step.keep ** 2 * variance + step.add ** 2;
    }
    const total = variance + fresh * fresh;
    gain[i] = variance / total;
    spread[i] = Math.sqrt(total);
    logDeterminant += Math.log(total);
    variance *= 1 - gain[i]!;
  }
  return { keep, gain, spread, logDeterminant };
}

/** The residuals as independent standard normal numbers; linear in them, so that derivatives go the same way. */
export function whitened({ keep, gain, spread }: DisagreementFilter, residuals: Float64Array): Float64Array {
  let expected = 0;
  return residuals.map((residual, i) => {
    expected *= keep[i]!;
    const surprise = residual - expected;
    expected += gain[i]! * surprise;
    return surprise / spread[i]!;
  });
}

/** The part of the residuals that has a memory, given all of them: the mean (Rauch, Tung & Striebel 1965). */
export function remembered(
  times: ArrayLike<number>,
  disagreement: Disagreement,
  residuals: Float64Array,
): Float64Array {
  const { sd, correlationMinutes } = disagreement;
  const { keep, gain } = disagreementFilter(times, disagreement);
  const n = residuals.length;
  const mean = new Float64Array(n);
  const variance = new Float64Array(n);
  let [m, v] = [0, sd * sd];
  for (let i = 0; i < n; i++) {
    if (i > 0) {
      const step = ornsteinUhlenbeckStep(times[i]! - times[i - 1]!, correlationMinutes, sd);
      m *= step.keep;
      v = step.keep ** 2 * v + step.add ** 2;
    }
    m += gain[i]! * (residuals[i]! - m);
    v *= 1 - gain[i]!;
    mean[i] = m;
    variance[i] = v;
  }
  for (let i = n - 2; i >= 0; i--) {
    const back = keep[i + 1]!;
    const ahead = back ** 2 * variance[i]! + (1 - back ** 2) * sd * sd;
    mean[i]! += ((variance[i]! * back) / ahead) * (mean[i + 1]! - back * mean[i]!);
  }
  return mean;
}
