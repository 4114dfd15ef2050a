/** Products of square matrices that are stored in one way, for series in a matrix A. */
export interface MatrixProducts {
  /** How many numbers a matrix takes. */
  readonly length: number;
  readonly diagonal: Int32Array;
  /** The greatest column sum of |A|. */
  norm(a: Float64Array): number;
  /** into ← A·right; `into` is neither of the factors. */
  ofGiven(into: Float64Array, a: Float64Array, right: Float64Array): void;
  /** into ← left·right, both of them series in A. */
  ofSeries(into: Float64Array, left: Float64Array, right: Float64Array): void;
}
