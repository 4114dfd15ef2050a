import type { RandomStream } from "../../ensemble/random-stream.ts";
import type { Target } from "./target.ts";

/** A way to draw from a target. Each is a small file; chains, streams, progress and cancellation are handled once. */
export interface Sampler {
  readonly name: string;
  readonly needsGradient: boolean;
  /** With how many iterations a chain begins, where nobody says; it goes on for as long as its diagnostics ask. */
  readonly usual: ChainPlan;
  /** Sets a chain out. */
  begin(target: Target, stream: RandomStream): ChainRun;
}

/** A chain that may be asked for more. */
export interface ChainRun {
  /**
   * Goes on until so many iterations are kept; where there is a warm-up, adapts first and keeps nothing of what was kept
   * before. Yields the count of iterations done by this call each time that it may be interrupted.
   */
  go(plan: ChainPlan): Generator<number, Chain>;
}

export interface ChainPlan {
  /** Iterations that only adapt. */
  readonly warmUp: number;
  /** Iterations that are kept. */
  readonly draws: number;
}

/** What one chain found. */
export interface Chain {
  /** Kept points: iteration by iteration, `width` points each, coordinate by coordinate. */
  readonly points: Float64Array;
  /** Points of an iteration: 1, or the walkers of an ensemble. */
  readonly width: number;
  /** Mean chance with which kept proposals were accepted. */
  readonly acceptance: number;
  /** Kept iterations whose trajectory left the region where it can be integrated (Hamiltonian samplers). */
  readonly divergent: readonly number[];
  /** Kept iterations whose trajectory was cut at its greatest length. */
  readonly cut: number;
  /** Total energy of each kept iteration (Hamiltonian samplers). */
  readonly energies?: Float64Array;
  /** ln ∫ density over the coordinates (samplers that temper). */
  readonly logEvidence?: number;
}
