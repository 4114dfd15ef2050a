/**
 * The natural logarithm as a sum of two numbers, right to 2⁻⁶⁵ of itself: Tang (1990), Table-driven implementation of
 * the logarithm function in IEEE floating-point arithmetic, ACM Transactions on Mathematical Software 16:378–400.
 * x = 2^k·z, ln x = k·ln 2 − ln c + ln(1 + r), with c ≈ 1/z from a table and r = z·c − 1, which is exact in two parts
 * because c has 10 bits and z is cut in two; ln(1 + r) = r − r²/2 + r³·(a polynomial of r).
 */
import { logarithmKnots, logarithmScale } from "./logarithm-knots.ts";
import { powerOfTwo } from "./powers-of-two.ts";

/** Of r⁰, r¹, …: interpolated at Chebyshev points of |r| ≤ 0.0047, right to 2⁻⁷⁷ of 1 after times r³. */
export const logarithmSeries = [
  0.33333333333333337, -0.25000000000000006, 0.19999999996950119, -0.16666666663921773, 0.1428608245986697,
  -0.12500331356862185,
] as const;

const { startHigh, ln2High, ln2Low } = logarithmScale;
const [c0, c1, c2, c3, c4, c5] = logarithmSeries;
const view = new DataView(new ArrayBuffer(8));

/** Where `logarithmParts` leaves the second part: a pair as a result would be put on the heap. */
export const logarithmRest = new Float64Array(1);

/** ln(x·2^−shift), of a normal x > 0: its first part; the second is left in `logarithmRest`. */
export function logarithmParts(x: number, shift: number): number {
  view.setFloat64(0, x);
  const place = view.getInt32(0) - startHigh;
  const power = place >> 20;
  const at = 4 * ((place >> 13) & 127);
  const factor = logarithmKnots[at]!;
  const k = power - shift;

  const z = x * powerOfTwo(-power);
  const zFirst = Math.fround(z);
  const rFirst = zFirst * factor - 1;
  const rRest = (z - zFirst) * factor;
  const r = rFirst + rRest;

  const whole = k * ln2High + logarithmKnots[at + 1]!;
  const sum = whole + r;
  const half = -0.5 * rFirst;
  const square = rFirst * half;
  const first = sum + square;
  const lost = k * ln2Low + logarithmKnots[at + 2]! + (whole - sum + r) + (rFirst - r + rRest);
  const missing = lost + (sum - first + square) + rRest * (half - 0.5 * r);
  const s = r * r;
  logarithmRest[0] = missing + r * s * (c0 + c1 * r + s * (c2 + c3 * r + s * (c4 + c5 * r)));
  return first;
}
