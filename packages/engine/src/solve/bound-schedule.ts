import type { JumpsInTime } from "./jumps-in-time.ts";
import type { Schedule } from "./schedule.ts";

/**
 * One input over time: piece i runs from `times[i]` to the next. The value there is
 * base + slope·(t − times[i]) + extra, where extra is the sum of the rates that are being infused.
 */
export interface InputTimeline {
  readonly input: number;
  readonly times: Float64Array;
  /** NaN where the input is left at its default. */
  readonly base: Float64Array;
  readonly slope: Float64Array;
  /** Rates of infusions that started before this piece and go on. */
  readonly held: Float64Array;
  /** Rates of all infusions of this piece. */
  readonly extra: Float64Array;
}

/** A schedule bound to one kernel: names resolved, doses unfolded, items sorted. Made once, used by every member. */
export interface BoundSchedule {
  readonly items: Schedule;
  /** Every time at which an input changes its course or a state jumps, ascending. */
  readonly edges: Float64Array;
  readonly jumps: JumpsInTime;
  readonly timelines: readonly InputTimeline[];
}
