import { failure } from "../../errors/registry.ts";
import { normalised } from "./importance-draws.ts";
import type { Subject } from "./mixed-effects-model.ts";
import { parametersOf } from "./expected-of-effects.ts";
import type { PreparedModel } from "./prepared-model.ts";

/** To which of several sub-populations a person belongs. */
export interface Membership {
  /** Index of the most probable one (NONMEM's MIXEST, from 0). */
  readonly most: number;
  /** Of each, given the person's data. */
  readonly probabilities: Float64Array;
  /** −2 ln Σ p_k·exp(−OBJ_k/2): the person's objective under the mixture. */
  readonly objective: number;
}

/**
 * Weighs sub-populations by a person's objective under each and by how common they are (NONMEM Users Guide VII, II.B;
 * Carlsson 2009, AAPS J 11:148). Of equally probable ones the first is taken. An objective that is not a number is no
 * reason to belong there.
 */
export function membership(objectives: readonly number[], shares: readonly number[]): Membership {
  const logs = objectives.map((objective, k) =>
    shares[k] === 0 || Number.isNaN(objective)
      ? Number.NEGATIVE_INFINITY
      : Math.log(shares[k]!) - objective / 2,
  );
  const { weights, logMean } = normalised(logs);
  return {
    most: logs.reduce((best, log, k) => (log > logs[best]! ? k : best), 0),
    probabilities: weights,
    objective: -2 * (logMean + Math.log(logs.length)),
  };
}

const tolerance = 1e-6;

/**
 * How common sub-populations are among people with this person's covariates, at the first record with data (else at the
 * first).
 * @throws HS1656 where they are no probabilities
 */
export function sharesOf(prepared: PreparedModel, { id, records }: Subject): readonly number[] {
  const record = records.find(({ observed }) => observed) ?? records[0]!;
  const flow = prepared.plain();
  flow.begin(parametersOf(prepared));
  flow.inputs.set(record.inputs);
  flow.inputsChanged();
  flow.rest(record.time);
  const outputs = new Float64Array(flow.observed);
  flow.observe(record.time, outputs);
  const shares = (prepared.model.shares ?? []).map((slot) => outputs[slot]!);
  const sum = shares.reduce((total, share) => total + share, 0);
  if (!(shares.every((share) => share >= 0) && Math.abs(sum - 1) < tolerance))
    throw failure("HS1656", { id, shares: shares.join(", "), sum });
  return shares;
}
