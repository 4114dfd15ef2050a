import type { Memory } from "../hybrid/memory.ts";
import type { BoundSchedule } from "./bound-schedule.ts";
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
  /** Of reactions that happened one by one; steps are then the moves of the state. */
  readonly events?: number;
}

export type StopReason =
  | "done"
  /** A derivative or state became NaN or infinite. */
  | "not finite"
  | "step too small"
  | "too many steps"
  | "cancelled";

/** Why a segment ended. */
export type SegmentEnd =
  | StopReason
  /** Whoever watches the steps asked to stop within one. */
  | "watched";

/** One person being integrated: everything that must be kept to go on later exactly as if one had never stopped. */
export interface Member {
  readonly y: Float64Array;
  readonly p: Float64Array;
  /** The size of the next step to try; 0 means "choose". */
  step: number;
  /** What an automatic method has found out about stiffness; the start of it where not given. */
  mode?: number;
  /** This member's own values of the inputs at rest, in place of the model's defaults; NaN keeps a default. */
  readonly rest?: Float64Array;
  /** Where the model has noise, the path that moves it; that of the settings where not given. */
  readonly path?: number;
  /** Where the model has triggers or delays, what it needs to go on; without it the member starts anew. */
  memory?: Memory;
}

export interface Advance {
  readonly reason: StopReason;
  /** The state that stands in the way, where the method knows. */
  readonly state?: number;
  /** The time reached; equals the goal when the reason is "done". Else `member.y` is the last accepted state. */
  readonly time: number;
}

/** Copies of what a member starts from. */
export interface Opening {
  /** The first step to try. */
  readonly step: number;
  readonly inputs: Float64Array;
  /** The inputs where nothing is scheduled. */
  readonly rest: Float64Array;
}

/** Called with dense output; `y` and `u` are scratch: read them, do not keep them, and do not advance from within. */
export type Visit = (index: number, t: number, y: Float64Array, u: Float64Array) => void;

/**
 * Moves members through time. `bind` once per schedule, `advance` as often as wanted.
 *
 * `advance` covers [from, to): items at `from` are applied, items at `to` belong to the next call. `visit` is called
 * at each time of `at` (ascending, within [from, to]) with the state after the items of that time, except at `to`
 * itself. Events that the state sets off belong to the moment that does so, `to` included. The steps taken never depend
 * on `at`.
 *
 * Guaranteed: where `to` is an edge of the schedule, going on from it gives the same bits as never having stopped.
 * Elsewhere the stop cuts a step, and results agree within the tolerance.
 * @throws HomeostatError HS132x from `advance`, where triggers, delays or constraints have no meaning
 */
export interface Integrator {
  bind(schedule: Schedule): BoundSchedule;
  advance(
    member: Member,
    schedule: BoundSchedule,
    from: number,
    to: number,
    at?: Float64Array,
    visit?: Visit,
  ): Advance;
  /** The inputs in force from time `t` on (scratch): what `fillStarts` reads at the beginning. */
  inputsAt(member: Member, schedule: BoundSchedule, t: number): Float64Array;
  /** Where a member stands before anything is done at `from`: for another engine that takes it on. */
  opening(member: Member, schedule: BoundSchedule, from: number): Opening;
  /** Sums over every member advanced so far. */
  readonly stats: SolveStats;
}
