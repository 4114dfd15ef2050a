import type { Kernel } from "../../compile/kernel.ts";

/**
 * A system in motion between doses, with its exact derivatives in k directions. `y` holds the n states followed by k
 * blocks of n sensitivities; `inputs` the model's inputs, then n rates added to the states' derivatives and k blocks of
 * their derivatives. Whoever writes the model's inputs calls `inputsChanged` before going on, and whoever writes rates
 * `ratesChanged`.
 */
export interface Flow {
  /** The parameters that `begin` takes. */
  readonly kernel: Pick<Kernel, "parameters" | "fillParameters">;
  readonly states: number;
  readonly directions: number;
  readonly y: Float64Array;
  readonly inputs: Float64Array;
  /** Where the rates begin in `inputs`. */
  readonly rates: number;
  /**
   * Takes up parameter values, with inputs at their defaults and no rate; the state is left as it is. `largest` is the
   * largest dose to come, 1 where there is none: where amounts are smaller than 1, errors must be so too.
   */
  begin(parameters: Float64Array, largest?: number): void;
  /** The state as the model starts it at a time. */
  rest(time: number): void;
  inputsChanged(): void;
  ratesChanged(): void;
  advance(from: number, to: number): void;
  /** Writes dy/dt of the n states as they stand. */
  slope(time: number, into: Float64Array): void;
  /** Writes all outputs, then their derivatives direction by direction. */
  observe(time: number, into: Float64Array): void;
  /** How many numbers `observe` writes. */
  readonly observed: number;
  /** Brings the state to where it stands still under the inputs as they are. */
  balance(): void;
  /** Brings the state to where one `cycle` of this duration leads back to it. */
  repeat(duration: number, cycle: () => void): void;
}
