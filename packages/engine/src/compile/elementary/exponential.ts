/**
 * The exponential within 0.52 ulp (1 ulp among subnormal results), by steps that every backend takes alike, so that
 * all give the same bits (Math.exp differs between runtimes). Tang (1989), Table-driven implementation of the
 * exponential function in IEEE floating-point arithmetic, ACM Transactions on Mathematical Software 15:144–157:
 * x = n·ln 2/128 + r, e^x = 2^(n/128)·e^r, with 2^(j/128) from a table and a short polynomial for |r| ≤ ln 2/256.
 */
import { exact, exponentialSeries, ln2, nearest, one, over, times } from "./fixed-point.ts";
import { powerOfTwo, rounder } from "./powers-of-two.ts";

const knots = 128;
/** ln 2/128 in two parts: the first has so few bits that a whole number of up to 18 bits times it is exact. */
const spacingHigh = Math.floor(nearest(ln2) * 2 ** 33) / (2 ** 33 * knots);

export const exponent = {
  knots,
  /** log₂ of the knots. */
  knotBits: 7,
  knotsPerUnit: knots / nearest(ln2),
  spacingHigh,
  spacingLow: nearest(ln2 / BigInt(knots) - exact(spacingHigh)),
  /** e^r = 1 + r + r²·(c[0] + c[1]·r + r²·(c[2] + c[3]·r)) */
  series: [1 / 2, 1 / 6, 1 / 24, 1 / 120],
  /** Up to this, to both sides, no number on the way nor the result is subnormal or infinite. */
  ordinary: 690,
  /** Below the first the result is 0, above the second infinite. */
  least: -746,
  most: 710,
  /** What is added to an exponent may be up to this, to both sides. */
  mostRest: 2 ** -10,
} as const;

/** Each knot 2^(j/128), and by how much its rounded value falls short, as a part of it. */
export const exponentialKnots: Float64Array = makeKnots();

const { knotsPerUnit, spacingLow, ordinary, least, most, mostRest, knotBits } = exponent;
const [c0, c1, c2, c3] = exponent.series;

export function exponential(x: number): number {
  if (!(Math.abs(x) < ordinary)) return exponentialFarOut(x, 0);
  const n = x * knotsPerUnit + rounder - rounder;
  return exponentialAt(n, x - n * spacingHigh - n * spacingLow);
}

/** e^(x + rest), where the rest is below 2⁻¹⁰, or x so far out that the result is 0 or infinite. */
export function exponentialOfSum(x: number, rest: number): number {
  if (!(Math.abs(x) < ordinary)) return exponentialFarOut(x, rest);
  const n = x * knotsPerUnit + rounder - rounder;
  return exponentialAt(n, x - n * spacingHigh - n * spacingLow + rest);
}

const exponentialAt = (n: number, r: number): number => betweenKnots(n, r) * powerOfTwo(n >> knotBits);

/** In two factors, so that results near the ends of the range are rounded once more and no oftener. */
export function exponentialFarOut(x: number, rest: number): number {
  const bounded = Math.min(Math.max(x, least), most);
  const little = Math.min(Math.max(rest, -mostRest), mostRest);
  const n = bounded * knotsPerUnit + rounder - rounder;
  const power = n >> knotBits;
  const half = power >> 1;
  const value = betweenKnots(n, bounded - n * spacingHigh - n * spacingLow + little);
  return value * powerOfTwo(half) * powerOfTwo(power - half);
}

/** 2^(j/128)·e^r, with j the last bits of n. */
function betweenKnots(n: number, r: number): number {
  const at = 2 * (n & (knots - 1));
  const knot = exponentialKnots[at]!;
  const square = r * r;
  const missing = exponentialKnots[at + 1]!;
  return knot + knot * (missing + r + square * (c0 + c1 * r + square * (c2 + c3 * r)));
}

/** Correctly rounded, from whole numbers of 2⁻¹²⁸. */
function makeKnots(): Float64Array {
  const made = new Float64Array(2 * knots);
  const factor = exponentialSeries(ln2 / BigInt(knots));
  let power = one;
  for (let j = 0; j < knots; j++) {
    const value = nearest(power);
    made[2 * j] = value;
    made[2 * j + 1] = nearest(over(power - exact(value), power));
    power = times(power, factor);
  }
  return made;
}
