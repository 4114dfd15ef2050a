import type { FaultCourse } from "./sensor-fault.ts";

/** A way in which a sensor can be wrong that comes and goes over several readings: a bias with a course of its own. */
export interface BiasFault extends FaultCourse {
  readonly name: string;
  /** Where the bias tends to while the fault lasts, and its standard deviation about that. */
  readonly mean: number;
  readonly sd: number;
  /** Time in which the bias approaches its mean (an Ornstein–Uhlenbeck process from nought); 0: drawn anew each reading. */
  readonly correlationTime: number;
  /** Whether it can only lower readings, or disturb them to both sides. */
  readonly side: "below" | "either";
}

/** How readings that were used, though they were wrong, move later forecasts. */
export interface Swallowing {
  /** Share of a swallowed bias that goes into the trend, per unit of time. */
  readonly trend: number;
  /** Time after which the trend is forgotten. */
  readonly trendTime: number;
  /** Time after which forecasts have forgotten the shift itself. */
  readonly shiftTime: number;
}
