import type { Schedule } from "./schedule.ts";

export interface Tolerance {
  readonly relative: number;
  /** Absolute tolerance: one for all states, or one a state in the kernel's order. */
  readonly absolute: number | Float64Array;
}

export interface SolveStats {
  readonly steps: number;
  readonly rejected: number;
  readonly evaluations: number;
}

export type StopReason =
  | "done"
  /** A derivative or state became NaN or infinite. */
  | "not finite"
  | "step too small"
  | "too many steps"
  | "cancelled";

/** A schedule bound to one kernel: names resolved, doses unfolded, items sorted. Made once, used by every member. */
export interface BoundSchedule {
  readonly items: Schedule;
}

/** One person being integrated: everything that must be kept to go on later exactly as if one had never stopped. */
export interface Member {
  readonly y: Float64Array;
  readonly p: Float64Array;
  /** The size of the next step to try; 0 means "choose". */
  step: number;
}

export interface Advance {
  readonly reason: StopReason;
  /** The time reached; equals the goal when the reason is "done". */
  readonly time: number;
}

/**
 * Moves members through time. `bind` once per schedule, `advance` as often as wanted; `u` is scratch that holds the
 * inputs in force. `visit` is called at each time of `at` (ascending, within [from, to]) with dense output: the steps
 * taken never depend on it.
 */
export interface Integrator {
  bind(schedule: Schedule): BoundSchedule;
  advance(
    member: Member,
    schedule: BoundSchedule,
    from: number,
    to: number,
    at?: Float64Array,
    visit?: (index: number, t: number, y: Float64Array, u: Float64Array) => void,
  ): Advance;
  readonly stats: SolveStats;
}
