import type { SchemeName } from "./noise-options.ts";

/** What a step is made of. All results are scratch of the problem, until the same is asked again. */
export interface StochasticProblem {
  /** The places in `y` of the states that have noise: all arrays of noise follow them. */
  readonly noisy: readonly number[];
  drift(t: number, y: Float64Array): Float64Array;
  strengths(t: number, y: Float64Array): Float64Array;
  /** Derivatives of the strengths in their own states; for schemes that say so only. */
  slopes(t: number, y: Float64Array): Float64Array;
  /** Increments of the Wiener processes over the step, and the areas under them. */
  readonly increments: Float64Array;
  readonly areas: Float64Array;
  /** Room for states of stages. */
  readonly stage: Float64Array;
}

/**
 * One step of dy = f dt + g dW (Itô), a process of its own for each noisy state: `next` ← where it leads from (t, y).
 * Strong and weak order of convergence are what the scheme promises.
 */
export interface Scheme {
  readonly name: SchemeName;
  readonly strongOrder: number;
  readonly weakOrder: number;
  /** What strengths may read: any state, each its own state only, or no state that moves. */
  readonly noise: "any" | "own" | "additive";
  step(problem: StochasticProblem, t: number, h: number, y: Float64Array, next: Float64Array): void;
}
