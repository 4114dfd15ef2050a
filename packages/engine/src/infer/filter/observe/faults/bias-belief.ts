import type { BiasFault, Swallowing } from "./bias-fault.ts";

/**
 * A normal belief of three numbers under one state of the sensor: its bias b, the shift s of the filter's forecast by
 * biased readings that were used, and the trend r of that shift. `mean` [3]; `covariance` [3, 3], row by row.
 */
export interface BiasBelief {
  readonly mean: readonly number[];
  readonly covariance: readonly number[];
}

export const unbiased: BiasBelief = { mean: [0, 0, 0], covariance: new Array<number>(9).fill(0) };

/** A mixture's mean and covariance in its place: the interaction of Blom & Bar-Shalom 1988, doi:10.1109/9.1299. */
export function merged(beliefs: readonly BiasBelief[], weights: readonly number[]): BiasBelief {
  const mean = [0, 0, 0];
  beliefs.forEach((belief, k) => {
    for (let i = 0; i < 3; i++) mean[i]! += weights[k]! * belief.mean[i]!;
  });
  const covariance = new Array<number>(9).fill(0);
  beliefs.forEach((belief, k) => {
    for (let at = 0; at < 9; at++) {
      const [i, j] = [Math.floor(at / 3), at % 3];
      const apart = (belief.mean[i]! - mean[i]!) * (belief.mean[j]! - mean[j]!);
      covariance[at]! += weights[k]! * (belief.covariance[at]! + apart);
    }
  });
  return { mean, covariance };
}

/** The belief after some time in a fault; null: in a working sensor, which has no bias. */
export function passed(
  belief: BiasBelief,
  fault: BiasFault | null,
  { trendTime, shiftTime }: Swallowing,
  elapsed: number,
): BiasBelief {
  const faded = (time: number) => Math.exp(-elapsed / time);
  const keep = fault === null || fault.correlationTime === 0 ? 0 : faded(fault.correlationTime);
  const moved = mapped(belief, [keep, 0, 0, 0, faded(shiftTime), elapsed, 0, 0, faded(trendTime)]);
  if (fault === null) return moved;
  const covariance = [...moved.covariance];
  covariance[0]! += fault.sd ** 2 * (1 - keep * keep);
  return { mean: [moved.mean[0]! + (1 - keep) * fault.mean, moved.mean[1]!, moved.mean[2]!], covariance };
}

/** What a reading's residual, b − s and an error of this variance, says: the belief after it, and ln of its density. */
export function informed(
  { mean, covariance }: BiasBelief,
  residual: number,
  variance: number,
): { readonly belief: BiasBelief; readonly logDensity: number } {
  const along = [0, 1, 2].map((i) => covariance[3 * i]! - covariance[3 * i + 1]!);
  const total = along[0]! - along[1]! + variance;
  const surprise = residual - (mean[0]! - mean[1]!);
  return {
    belief: {
      mean: mean.map((value, i) => value + (along[i]! / total) * surprise),
      covariance: covariance.map(
        (value, at) => value - (along[Math.floor(at / 3)]! * along[at % 3]!) / total,
      ),
    },
    logDensity: -0.5 * (Math.log(2 * Math.PI * total) + (surprise * surprise) / total),
  };
}

/** The filter used the reading with this gain: its forecasts, and their trend, follow the bias. */
export function swallowed(belief: BiasBelief, gain: number, { trend }: Swallowing): BiasBelief {
  const pulled = trend * gain;
  return gain === 0 ? belief : mapped(belief, [1, 0, 0, gain, 1 - gain, 0, pulled, -pulled, 1]);
}

function mapped({ mean, covariance }: BiasBelief, by: readonly number[]): BiasBelief {
  return { mean: product(by, mean, 1), covariance: product(by, transposed(product(by, covariance, 3)), 3) };
}

function product(a: readonly number[], b: readonly number[], columns: number): number[] {
  const out = new Array<number>(3 * columns);
  for (let i = 0; i < 3; i++)
    for (let j = 0; j < columns; j++)
      out[i * columns + j] =
        a[3 * i]! * b[j]! + a[3 * i + 1]! * b[columns + j]! + a[3 * i + 2]! * b[2 * columns + j]!;
  return out;
}

const transposed = (a: readonly number[]) => [0, 3, 6, 1, 4, 7, 2, 5, 8].map((at) => a[at]!);
