import type { Instant } from "../observation/observation.ts";

/** A person's glucose at a moment, as a pattern sees it: nothing in it is later than `madeAt`, the time of a reading. */
export interface Moment {
  readonly madeAt: Instant;
  /** Glucose now, 5, 10, … min ago (mg/dL), on lines between readings of the unbroken stretch that ends now. */
  readonly lags: Float64Array;
  /** Mean of the person's readings so far, drawn a little towards everyone's (mg/dL). */
  readonly usual: number;
}
