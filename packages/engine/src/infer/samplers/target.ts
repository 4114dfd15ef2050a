import type { RandomStream } from "../../ensemble/random-stream.ts";

/**
 * A density to sample, over coordinates that may each take any real number: bounded parameters are transformed, and
 * the transform's log-Jacobian is part of the density.
 */
export interface Target {
  readonly coordinates: readonly string[];
  /**
   * ln density up to a constant at a point; −∞ where it is impossible. With `gradient` (its length is that of the
   * point) the derivatives are written too; a target without them leaves `differentiable` false.
   */
  logDensity(at: Float64Array, gradient?: Float64Array): number;
  readonly differentiable: boolean;
  /** Where chains begin, and from where tempering leads to the density: a proper law that is wider than it. */
  readonly start: StartLaw;
  /** What is reported of a point: parameters on their own scales, and what follows from them. */
  readonly quantities: readonly string[];
  report(at: Float64Array): ArrayLike<number>;
}

/** A normalised law over the coordinates. */
export interface StartLaw {
  sample(stream: RandomStream): Float64Array;
  /** ln density, with its constant: evidence is measured from here. */
  logDensity(at: Float64Array): number;
}
