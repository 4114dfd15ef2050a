/** Σ a·b. */
export function product(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!;
  return sum;
}

export const squaredLength = (a: Float64Array): number => product(a, a);

export const lengthOf = (a: Float64Array): number => Math.sqrt(squaredLength(a));
