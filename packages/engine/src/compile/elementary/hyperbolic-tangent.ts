import { exponentialSeries, nearest, one, over, times } from "./fixed-point.ts";
import { rounder } from "./powers-of-two.ts";

/**
 * tanh within 2 ulp, by steps that every backend takes alike, so that all give the same bits (Math.tanh differs between
 * runtimes). From the nearest of the knots T = tanh(k/16) by the addition theorem,
 * tanh(k/16 + r) = T + (1 − T²)·r/(r·coth r + T·r), with r·coth r as a polynomial of r² that has the least error for
 * |r| ≤ 1/32 (interpolated at Chebyshev points): one division, and no two ways to choose from.
 */
export const tangent = {
  /** Above this the result is 1. */
  flat: 20,
  /** A little below 16, so that no result lies just under a power of two with its knot above it. */
  knotsPerUnit: 15.99,
  knotDistance: 1 / 16,
  /** r·coth r = 1 + r²·(c[0] + c[1]·r² + c[2]·r⁴). */
  series: [0.33333333333332715, -0.0222222221087057, 0.0021160921309425853],
  /** Knots, a power of two: those above the flat are 1. */
  knots: 512,
} as const;

/** T and 1 − T² of each knot, side by side. */
export const tangentKnots: Float64Array = makeKnots();

const { flat, knotsPerUnit, knotDistance } = tangent;
const [c0, c1, c2] = tangent.series;

export function hyperbolicTangent(x: number): number {
  const size = Math.min(Math.abs(x), flat);
  const k = size * knotsPerUnit + rounder - rounder;
  const r = size - k * knotDistance;
  const t = r * r;
  const value = tangentKnots[2 * k]!;
  const slope = tangentKnots[2 * k + 1]!;
  const far = value + (slope * r) / (1 + t * (c0 + t * (c1 + t * c2)) + value * r);
  return x < 0 ? -far : far === 0 ? x : far;
}

/** Correctly rounded, from exp(k/8) in whole numbers of 2⁻¹²⁸. */
function makeKnots(): Float64Array {
  const knots = new Float64Array(2 * tangent.knots).fill(1);
  let power = one;
  const factor = exponentialSeries(one / 8n);
  for (let k = 0; k < tangent.knots; k++) {
    knots[2 * k] = nearest(over(power - one, power + one));
    knots[2 * k + 1] = nearest(over(4n * power, times(power + one, power + one)));
    power = times(power, factor);
  }
  return knots;
}
