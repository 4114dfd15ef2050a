/** A number and its derivatives in k directions: [value, d₁, …, d_k]. */
export type Dual = Float64Array;

export function constant(value: number, directions: number): Dual {
  const dual = new Float64Array(directions + 1);
  dual[0] = value;
  return dual;
}

export const sum = (a: Dual, b: Dual): Dual => a.map((value, i) => value + b[i]!);
export const shifted = (a: Dual, by: number): Dual => a.map((value, i) => (i === 0 ? value + by : value));
export const scaled = (a: Dual, by: number): Dual => a.map((value) => value * by);

export const difference = (a: Dual, b: Dual): Dual => a.map((value, i) => value - b[i]!);

export function product(a: Dual, b: Dual): Dual {
  const [x, y] = [a[0]!, b[0]!];
  return a.map((part, i) => (i === 0 ? x * y : part * y + x * b[i]!));
}

export function quotient(a: Dual, b: Dual): Dual {
  const value = a[0]! / b[0]!;
  return a.map((part, i) => (i === 0 ? value : (part - value * b[i]!) / b[0]!));
}

/** Slot `at` of outputs that are laid out in blocks of `size`: values, then derivatives by direction. */
export function dualAt(outputs: Float64Array, at: number, size: number, directions: number): Dual {
  return Float64Array.from({ length: directions + 1 }, (_, k) => outputs[at + k * size]!);
}
