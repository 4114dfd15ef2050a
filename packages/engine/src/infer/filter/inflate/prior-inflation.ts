import type { Signals } from "../analyse/signals.ts";

/** Chooses by the observation itself how much wider the forecast ought to have been. */
export interface PriorInflation {
  readonly name: string;
  /**
   * What is widened. An observation tells nothing of how far members ought to stand apart along directions that it does not
   * see: there, a number that nothing moves (a parameter at rest) would be widened again and again without end. A chaotic
   * system of which little is observed needs it all the same.
   */
  readonly widens: "what is observed" | "everything";
  /** What to multiply the forecast's deviations by. */
  factor(signals: Signals, members: number): number;
}
