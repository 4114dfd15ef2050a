import { failure } from "../../../errors/registry.ts";
import type { RandomStream } from "../../../ensemble/random-stream.ts";

/** How a state moves: a model as a function, or compiled (`kernelDynamics`). */
export interface Dynamics {
  /** Numbers in the state. */
  readonly size: number;
  /** Moves one state in place. */
  advance(x: Float64Array, from: number, to: number): void;
  /** What chance adds on the way; absent: nothing. */
  readonly noise?: ProcessNoise;
}

/** Chance that enters a state over a stretch of time, after it was moved. */
export interface ProcessNoise {
  /** Adds a draw to one state, in place. The count of draws must not depend on the state. */
  add(x: Float64Array, from: number, to: number, stream: RandomStream): void;
  /** Mean and covariance of what is added, for filters that carry moments. */
  moments(from: number, to: number): NoiseMoments;
}

export interface NoiseMoments {
  /** Absent: 0. */
  readonly mean?: Float64Array;
  /** F of the covariance F·Fᵀ: size × columns, row by row. */
  readonly factor: Float64Array;
  readonly columns: number;
}

/** @throws HomeostatError HS1801 */
export function checkForward(at: number, to: number): void {
  if (!(to >= at)) throw failure("HS1801", { at, to });
}
