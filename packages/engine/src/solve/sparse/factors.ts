/** The factors of W = shift·I − J for one pattern of J; numbers are taken in by `factor`, and used by `solve`. */
export interface Factors {
  /** Takes the values of J, in the order of its pattern. Where a pivot is 0, what `solve` gives is not finite. */
  factor(jacobian: Float64Array, shift: number): void;
  /** b ← W⁻¹·b */
  solve(b: Float64Array): void;
}
