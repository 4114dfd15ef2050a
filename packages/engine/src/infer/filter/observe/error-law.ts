/** A normal measurement that teaches a normal belief what a measurement of another law does. */
export interface Site {
  /** Observed minus expected. */
  readonly residual: number;
  readonly variance: number;
  /** ln p(measurement) under the belief and the law itself. */
  readonly logEvidence: number;
}

/** The law of a measurement's error. */
export interface ErrorLaw {
  readonly name: string;
  /** ln of the density (of the probability, where censored) of a residual. */
  logDensity(residual: number, variance: number): number;
  /**
   * The normal measurement that stands for this one where the expectation is normal with variance `spread`: Kalman
   * filters work with it. `spread` may be 0.
   */
  site(residual: number, spread: number, variance: number): Site;
}
