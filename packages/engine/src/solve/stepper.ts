import type { Method } from "./methods/method.ts";
import type { SparsePattern } from "./sparse/sparse-pattern.ts";

/** Writes the derivative at (t, y). */
type Evaluate = (t: number, y: Float64Array, dy: Float64Array) => void;

/** As `ExplicitAttempt`, for one problem. */
export type WholeAttempt = (
  t: number,
  h: number,
  y: Float64Array,
  k: readonly Float64Array[],
  argument: Float64Array,
  next: Float64Array,
) => number;

/** The right-hand side with its own derivatives, for steppers that solve equations. */
export interface LinearProblem {
  readonly pattern: SparsePattern;
  /**
   * dy ← f, jacobian ← ∂f/∂y in the order of the pattern, drift ← ∂f/∂t. Inputs that follow lines, and whatever else
   * moves with time, count into the drift.
   */
  fill(t: number, y: Float64Array, dy: Float64Array, jacobian: Float64Array, drift: Float64Array): void;
  /** The states whose drift can differ from 0 in what follows. */
  drifting(): Int32Array;
}

/** What a stepper is made for: dy/dt = f(t, y) of a fixed size, to a tolerance. */
export interface Problem {
  readonly size: number;
  readonly evaluate: Evaluate;
  /** A whole attempt of an explicit pair in one piece, where there is one that holds now. */
  readonly whole?: (pair: Method) => WholeAttempt | undefined;
  /** Made when it is first asked for. */
  readonly linear: () => LinearProblem;
  /** One a state. */
  readonly absolute: Float64Array;
  readonly relative: number;
}

/**
 * One way to move a state by one step, and all that the loop knows of it. A stepper keeps what it learns (stages,
 * factors, past values) between `begin`s only, so that a segment depends on nothing but its start.
 */
export interface Stepper {
  /** Takes up a state at the start of a segment. False where its derivative is not finite. */
  begin(t: number, y: Float64Array): boolean;
  /** The step to try first from the state that was taken up; `kept` is the one that was right before, 0 where there is none. */
  firstStep(t: number, y: Float64Array, kept: number): number;
  /**
   * Tries a step from (t, y) and keeps where it leads. Returns its error as a share of the tolerance: the step is good
   * at 1 or less; not a number where a value was not finite, infinite where its equations could not be solved.
   */
  attempt(t: number, h: number, y: Float64Array): number;
  /** Moves `y` to where the last attempt leads; the factor from its step to the next. An edge may have cut it short. */
  accept(y: Float64Array, error: number, isCut: boolean): number;
  /** The factor from the step of the last attempt to the next try. */
  reject(error: number): number;
  /** The largest factor that `accept` gives: after it the stepper says no more than "longer". */
  readonly mostGrowth: number;
  /** Writes the state at a time within the last attempt, before it is accepted. */
  dense(t: number, out: Float64Array): void;
  /** What an automatic method has found out so far, 0 at first: a member carries it on from segment to segment. */
  mode?: number | undefined;
  /** Of the polynomial that `dense` writes, at most. */
  readonly degree: number;
  /** The state whose equation the last attempt could not solve, where it came to that. */
  readonly suspect?: number | undefined;
  /** How often the derivative was asked so far to make steps; dense output may ask for more. */
  readonly evaluations: number;
}

export type MakeStepper = (problem: Problem) => Stepper;
