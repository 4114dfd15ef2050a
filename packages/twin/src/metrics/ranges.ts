/** Share of readings (mg/dL) above a glucose, 0 … 1. NaN counts as no reading; of none the share is NaN. */
export function shareAbove(glucose: Float64Array, limit: number): number {
  return share(glucose, (value) => value > limit);
}

/** Share of readings below a glucose, 0 … 1; as above. */
export function shareBelow(glucose: Float64Array, limit: number): number {
  return share(glucose, (value) => value < limit);
}

/** Share of readings within two glucoses, both included, 0 … 1; as above. */
export function shareWithin(glucose: Float64Array, low: number, high: number): number {
  return share(glucose, (value) => value >= low && value <= high);
}

/** Shares of time by the international consensus (Battelino et al. 2019, doi:10.2337/dci19-0028). */
export interface TimeInRanges {
  /** Below 54 mg/dL. */
  readonly veryLow: number;
  /** 54 to below 70 mg/dL. */
  readonly low: number;
  /** 70 to 180 mg/dL. */
  readonly inRange: number;
  /** Above 180, to 250 mg/dL. */
  readonly high: number;
  /** Above 250 mg/dL. */
  readonly veryHigh: number;
}

export function timeInRanges(glucose: Float64Array): TimeInRanges {
  const veryLow = shareBelow(glucose, 54);
  const veryHigh = shareAbove(glucose, 250);
  return {
    veryLow,
    low: shareBelow(glucose, 70) - veryLow,
    inRange: shareWithin(glucose, 70, 180),
    high: shareAbove(glucose, 180) - veryHigh,
    veryHigh,
  };
}

function share(glucose: Float64Array, holds: (value: number) => boolean): number {
  let [count, known] = [0, 0];
  for (const value of glucose) {
    if (Number.isNaN(value)) continue;
    known++;
    if (holds(value)) count++;
  }
  return count / known;
}
