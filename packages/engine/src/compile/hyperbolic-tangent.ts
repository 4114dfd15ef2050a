/**
 * tanh within 2 ulp, by steps that every backend takes alike, so that all give the same bits (Math.tanh differs between
 * runtimes). Below 0.625 the rational approximation of Cody & Waite, Software Manual for the Elementary Functions,
 * 1980 (coefficients as in Moshier's Cephes); above, 1 − 2/(exp(2|x|) + 1), with the exponential as 2^k·e^r and its
 * series summed by Estrin's scheme: short chains, because the chain is what a right-hand side waits for.
 */
export const tangent = {
  nearest: 0.625,
  /** Above this the result is 1. */
  flat: 22,
  top: [-1614.6876844170845, -99.28772310019185, -0.9643991794250523],
  bottom: [4844.063053251255, 2235.4883906010045, 112.81167849163293, 1],
  /** Adding and taking it away rounds to the nearest whole number. */
  rounder: 6755399441055744,
  /** ln 2 in two parts: the first has so few bits that a whole number times it is exact. */
  ln2High: 0.6931471803691238,
  ln2Low: 1.9082149292705877e-10,
  /** 1/n!, from n = 2. */
  series: [
    1 / 2,
    1 / 6,
    1 / 24,
    1 / 120,
    1 / 720,
    1 / 5040,
    1 / 40320,
    1 / 362880,
    1 / 3628800,
    1 / 39916800,
    1 / 479001600,
    1 / 6227020800,
  ],
} as const;

const { nearest, flat, rounder, ln2High, ln2Low } = tangent;
const [p0, p1, p2] = tangent.top;
const [q0, q1, q2] = tangent.bottom;
const [c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13] = tangent.series;
const powersOfTwo = Float64Array.from({ length: 65 }, (_, k) => 2 ** k);

export function hyperbolicTangent(x: number): number {
  const size = Math.abs(x);
  if (size < nearest) {
    const square = x * x;
    const top = (p2 * square + p1) * square + p0;
    const bottom = ((square + q2) * square + q1) * square + q0;
    return x + (x * square * top) / bottom;
  }
  const far = 1 - 2 / (exponential(2 * Math.min(size, flat)) + 1);
  return x < 0 ? -far : far;
}

/** exp(x) for 0 ≤ x ≤ 44. */
function exponential(x: number): number {
  const k = x * Math.LOG2E + rounder - rounder;
  const r = x - k * ln2High - k * ln2Low;
  const s = r * r;
  const q = s * s;
  const a = c2 + r * c3 + s * (c4 + r * c5);
  const b = c6 + r * c7 + s * (c8 + r * c9);
  const d = c10 + r * c11 + s * (c12 + r * c13);
  return (1 + (r + s * (a + q * (b + q * d)))) * powersOfTwo[k]!;
}
