import { exact, ln2, logarithmOfRatio, nearest } from "./fixed-point.ts";

const knots = 128;
/** Factors are whole multiples of one over this. */
const fineness = 1024;
/** First parts are whole multiples of one over this, so that their sums with 11 bits times ln 2's are exact. */
const grid = 2 ** 42;
const ln2High = Math.floor(nearest(ln2) * grid) / grid;

export const logarithmScale = {
  knots,
  /** log₂ of the knots. */
  knotBits: 7,
  /**
   * The first 32 bits of where z begins, a little below √½: chosen so that 1 stands in the middle of its interval, which
   * has the factor 1.
   */
  startHigh: 0x3fe68aab,
  ln2High,
  ln2Low: nearest(ln2 - exact(ln2High)),
} as const;

/** Of each of the intervals that part an octave: a factor c ≈ 1/z, −ln c in two parts, and 0. */
export const logarithmKnots: Float64Array = makeKnots();

function makeKnots(): Float64Array {
  const made = new Float64Array(4 * knots);
  for (let j = 0; j < knots; j++) {
    const factor = Math.round((2 * fineness) / (startOf(j) + startOf(j + 1)));
    const logarithm = logarithmOfRatio(BigInt(fineness), BigInt(factor));
    const first = Math.round(nearest(logarithm) * grid) / grid;
    made.set([factor / fineness, first, nearest(logarithm - exact(first))], 4 * j);
  }
  return made;
}

function startOf(interval: number): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setInt32(0, logarithmScale.startHigh + interval * 2 ** (20 - logarithmScale.knotBits));
  return view.getFloat64(0);
}
