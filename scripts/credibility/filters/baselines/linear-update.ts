import { factorise, type FilterObservation, solveFactorised } from "@homeostat/engine/infer";

/** How much each number of a state moves by each residual: size × observed, row by row, and the covariance after it. */
export interface Gain {
  readonly gain: Float64Array;
  readonly covariance: Float64Array;
}

/** Kalman's gain for numbers that are observed as they are, with independent errors of one variance. */
export function gainOf(covariance: Float64Array, observed: readonly number[], variance: number): Gain {
  const [size, count] = [Math.sqrt(covariance.length), observed.length];
  const seen = new Float64Array(count * count);
  for (let i = 0; i < count; i++)
    for (let j = 0; j < count; j++)
      seen[i * count + j] = covariance[observed[i]! * size + observed[j]!]! + (i === j ? variance : 0);
  const factor = factorise(seen, count);
  if (!factor) throw new Error("The covariance of what is observed is not positive definite.");
  const gain = new Float64Array(size * count);
  const after = covariance.slice();
  for (let i = 0; i < size; i++) {
    const row = Float64Array.from(observed, (j) => covariance[i * size + j]!);
    const own = solveFactorised(factor, row);
    gain.set(own, i * count);
    for (let j = 0; j < size; j++)
      for (let k = 0; k < count; k++) after[i * size + j]! -= own[k]! * covariance[observed[k]! * size + j]!;
  }
  return { gain, covariance: after };
}

/** The mean moved by what was observed. */
export function moved(mean: Float64Array, gain: Float64Array, observation: FilterObservation): Float64Array {
  const count = observation.values.length;
  const predicted = new Float64Array(count);
  observation.predict(mean, predicted);
  return mean.map((value, i) => {
    let sum = value;
    for (let k = 0; k < count; k++) sum += gain[i * count + k]! * (observation.values[k]! - predicted[k]!);
    return sum;
  });
}
