import type { RandomStream } from "../../../ensemble/random-stream.ts";
import type { Judgement } from "../observe/judgement.ts";
import type { FilterObservation } from "../observe/observation.ts";
import type { Dynamics } from "./dynamics.ts";

/** A normal law of the state, from which a filter begins. */
export interface NormalPrior {
  readonly mean: Float64Array;
  /** Lower factor L of the covariance L·Lᵀ, size × size, row by row. */
  readonly factor: Float64Array;
}

/** Mean and covariance (size × size, row by row) of the state. */
export interface Moments {
  readonly mean: Float64Array;
  readonly covariance: Float64Array;
}

export interface Marginals {
  readonly mean: Float64Array;
  readonly sd: Float64Array;
}

/** What an observation made of a belief, and what was made of the observation. */
export interface Analysis<Belief> {
  readonly posterior: Belief;
  /** ln p(observation | all before it), of what was not refused. */
  readonly logEvidence: number;
  /** One a component of the observation. */
  readonly judgements: readonly Judgement[];
}

/**
 * One step of sequential Bayesian inference, whatever the belief is made of (members, moments, weights). All functions
 * are pure: a belief given stays as it is, and the same belief and stream position give the same result.
 */
export interface Filter<Belief> {
  readonly name: string;
  /** @throws HomeostatError HS1802 for fewer than two members */
  begin(prior: NormalPrior, stream: RandomStream): Belief;
  /** Moves a belief through time. @throws HomeostatError HS1801 backwards, HS1805 where a member has no finite number */
  forecast(belief: Belief, dynamics: Dynamics, from: number, to: number, stream: RandomStream): Belief;
  /** Brings in what was measured. @throws HomeostatError HS1803, HS1804, HS1805, HS1806, HS1808 */
  analyse(belief: Belief, observation: FilterObservation, stream: RandomStream): Analysis<Belief>;
  moments(belief: Belief): Moments;
  /** Mean and standard deviation of each number by itself: cheaper than `moments` where the state is large. */
  marginals(belief: Belief): Marginals;
  /** The quantile function of one number of the state; levels ascend within (0, 1). */
  quantiles(belief: Belief, number: number, levels: readonly number[]): Float64Array;
}
