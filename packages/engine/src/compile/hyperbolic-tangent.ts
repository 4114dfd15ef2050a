/**
 * tanh within 2 ulp: the rational approximation of Cody & Waite, Software Manual for the Elementary Functions, 1980
 * (coefficients as in Moshier's Cephes) below 0.625, and 1 − 2/(exp(2|x|) + 1) above. Every backend computes it by
 * these steps, so that all give the same bits; Math.tanh differs between runtimes.
 */
export const tangentCoefficients = {
  nearest: 0.625,
  top: [-1614.6876844170845, -99.28772310019185, -0.9643991794250523],
  bottom: [4844.063053251255, 2235.4883906010045, 112.81167849163293, 1],
} as const;

const [p0, p1, p2] = tangentCoefficients.top;
const [q0, q1, q2] = tangentCoefficients.bottom;

export function hyperbolicTangent(x: number): number {
  const size = Math.abs(x);
  if (size < tangentCoefficients.nearest) {
    const square = x * x;
    const top = (p2 * square + p1) * square + p0;
    const bottom = ((square + q2) * square + q1) * square + q0;
    return x + (x * square * top) / bottom;
  }
  const far = 1 - 2 / (Math.exp(size + size) + 1);
  return x < 0 ? -far : far;
}
