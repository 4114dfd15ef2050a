import type { Moment } from "../pattern/moment.ts";
import type { KnownInput } from "./cgm-series.ts";

/** All that a forecaster is given: nothing in it is later than `madeAt`, the time of the last reading. */
export interface ForecastContext extends Moment {
  readonly subject: string;
  /** How many of the lags were observed; beyond them the earliest value of the stretch stands. */
  readonly known: number;
  /** The person's readings so far: views, not copies. */
  readonly times: Float64Array;
  readonly glucose: Float64Array;
  /** Doses and meals that were recorded by now. */
  readonly inputs: readonly KnownInput[];
}

/** A context and what came after it, on the same 5-min steps. */
export interface Episode {
  readonly context: ForecastContext;
  /** Glucose 5, 10, … min after `madeAt` (mg/dL). */
  readonly truth: Float64Array;
}
