import type { Signals } from "../analyse/signals.ts";

/** Chooses by the observation itself how much wider the forecast ought to have been. */
export interface PriorInflation {
  readonly name: string;
  /** What to multiply the forecast's deviations by. */
  factor(signals: Signals, members: number): number;
}
