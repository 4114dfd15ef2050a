/** xᵀ·M·x. */
export function quadratic(matrix: Float64Array, x: Float64Array): number {
  const n = x.length;
  let sum = 0;
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) sum += matrix[i * n + j]! * x[i]! * x[j]!;
  return sum;
}
