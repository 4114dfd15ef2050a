import { failure } from "../../../errors/registry.ts";

/** Members as rows of one array: `x[member * size + i]`. */
export interface Ensemble {
  readonly size: number;
  readonly x: Float64Array;
  /** One a member, summing to 1. */
  readonly weights: Float64Array;
}

/** An ensemble of its own, to be changed in place. */
export function copyOf({ size, x, weights }: Ensemble): Ensemble {
  return { size, x: x.slice(), weights: weights.slice() };
}

/** Some numbers of each member: `width` columns from `from` on. */
export function columnsOf({ size, x, weights }: Ensemble, from: number, width: number): Ensemble {
  const part = new Float64Array(weights.length * width);
  for (let m = 0; m < weights.length; m++)
    part.set(x.subarray(m * size + from, m * size + from + width), m * width);
  return { size: width, x: part, weights };
}

export function equalWeights(members: number): Float64Array {
  return new Float64Array(members).fill(1 / members);
}

/** @throws HomeostatError HS1802, HS1806 */
export function checkEnsemble({ size, x, weights }: Ensemble): void {
  if (x.length !== size * weights.length)
    throw failure("HS1806", { what: "The ensemble", found: x.length, expected: size * weights.length });
  let sum = 0;
  for (const weight of weights) sum += weight >= 0 ? weight : Number.NaN;
  if (weights.length < 2 || !(Math.abs(sum - 1) < 1e-9)) throw failure("HS1802", { members: weights.length });
}
