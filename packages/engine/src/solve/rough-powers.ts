/**
 * Powers for the step control, where a thousandth is more than enough: their chains are short, because the next step
 * waits for them. Taken alike by every backend, so that steps are the same, bit by bit. Polynomials interpolated at
 * Chebyshev points.
 */
export const roughPowers = {
  /** log₂ of 1 ≤ m < 2 within 1.2e-4: coefficients of m⁰, m¹, … */
  logarithm: [-2.49835315, 4.02921139, -2.07833517, 0.62603218, -0.07844068],
  /** 2^x for |x| ≤ ½ within 8e-5. */
  power: [0.99992456, 0.69313673, 0.24263948, 0.05583828],
  /** Adding and taking it away rounds to the nearest whole number. */
  rounder: 6755399441055744,
  /** Powers beyond ±these are not needed: factors of steps are bounded before. */
  most: 8,
} as const;

const [l0, l1, l2, l3, l4] = roughPowers.logarithm;
const [p0, p1, p2, p3] = roughPowers.power;
const { most, rounder } = roughPowers;
const wholePowers = Float64Array.from({ length: 2 * most + 1 }, (_, i) => 2 ** (i - most));
const view = new DataView(new ArrayBuffer(8));

/** log₂ x of a normal x > 0. */
export function roughLogarithm(x: number): number {
  view.setFloat64(0, x);
  const high = view.getInt32(0);
  view.setInt32(0, (high & 0x000fffff) | 0x3ff00000);
  const m = view.getFloat64(0);
  const s = m * m;
  return (high >>> 20) - 1023 + (l0 + l1 * m + s * (l2 + l3 * m + s * l4));
}

/** 2^x, with x brought within ±8. */
export function roughPower(x: number): number {
  const bounded = Math.min(Math.max(x, -most), most);
  const whole = bounded + rounder - rounder;
  const r = bounded - whole;
  return (p0 + p1 * r + r * r * (p2 + p3 * r)) * wholePowers[whole + most]!;
}
