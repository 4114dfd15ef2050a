import type { RandomStream } from "../../ensemble/random-stream.ts";

/**
 * What simulation-based calibration needs of an inference (Talts et al. 2018, arXiv:1804.06788): a truth from the prior
 * with data that it might have produced, and the posterior that is inferred from such data. If both belong to the same
 * model and the inference is right, the truth falls anywhere in its posterior with equal chance.
 */
export interface CalibrationStudy<Data> {
  /** What is looked at: parameters, states, or any function of both and the data (a log-likelihood, for example). */
  readonly quantities: readonly string[];
  simulate(stream: RandomStream): Simulated<Data>;
  infer(data: Data, stream: RandomStream): InferredQuantities;
}

interface Simulated<Data> {
  /** The true quantities, in the order of their names. */
  readonly truth: ArrayLike<number>;
  readonly data: Data;
}

/** A posterior of the quantities: as draws, of equal weight where nothing is said, or by its marginal probabilities. */
export type InferredQuantities = (DrawnQuantities | MarginalQuantities) & Declared;

interface DrawnQuantities {
  /** Near-independent draws (chains are thinned first); each holds all quantities. */
  readonly draws: readonly ArrayLike<number>[];
  /** They sum to 1. */
  readonly weights?: ArrayLike<number>;
}

interface MarginalQuantities {
  /** The posterior probability that a quantity (by its index) is less than a value. */
  shareBelow(quantity: number, value: number): number;
}

interface Declared {
  /**
   * What the inference says of itself, from the data alone: false where it is not to be trusted. Of any part of the
   * people that data choose, a right posterior holds the truths as uniformly as of all.
   */
  readonly valid?: boolean;
}
