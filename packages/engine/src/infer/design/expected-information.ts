import { factorise, logDeterminant, solveFactorised } from "../map/symmetric.ts";

/** Unknowns as they are known, and as they would be after measurements that are yet to be taken. */
export interface Expected {
  /** Expected gain of information on all unknowns together, in nats: ½ ln(|HΣHᵀ + R| / |R|). */
  readonly gain: number;
  /** The share of each unknown's variance that would be taken away. */
  readonly shrinks: Float64Array;
}

/** Below this share of a variance taken away, a measurement is not worth asking for. */
export const worthAsking = 0.1;

/**
 * Lindley's expected information (1956, Ann Math Stat 27:986) of measurements taken together, where what they read is a
 * straight line in the unknowns and all errors are normal.
 *
 * @param covariance Σ of the unknowns, n × n row by row
 * @param slopes H: for each measurement, what it would read by each unknown, n numbers
 * @param errors R, the measurements' own covariance, m × m row by row; positive definite
 */
export function expectedFrom(
  covariance: Float64Array,
  slopes: readonly Float64Array[],
  errors: Float64Array,
): Expected {
  const m = slopes.length;
  const shared = slopes.map((slope) => times(covariance, slope));
  const signal = Float64Array.from(errors, (error, at) => {
    const [row, column] = [Math.floor(at / m), at % m];
    return error + dot(slopes[row]!, shared[column]!);
  });
  const [before, after] = [factorise(errors, m)!, factorise(signal, m)!];
  const n = Math.round(Math.sqrt(covariance.length));
  const shrinks = Float64Array.from({ length: n }, (_, k) => {
    const reads = Float64Array.from(shared, (row) => row[k]!);
    return dot(reads, solveFactorised(after, reads)) / covariance[k * (n + 1)]!;
  });
  return { gain: 0.5 * (logDeterminant(after, m) - logDeterminant(before, m)), shrinks };
}

function times(matrix: Float64Array, vector: Float64Array): Float64Array {
  const n = vector.length;
  return vector.map((_, row) => dot(matrix.subarray(row * n, (row + 1) * n), vector));
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
