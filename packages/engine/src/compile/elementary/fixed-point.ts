/** Whole multiples of 2⁻¹²⁸: far finer than any knot that is rounded from them. */
export const one = 1n << 128n;
const scale = 2 ** 128;

export const times = (a: bigint, b: bigint): bigint => (a * b) / one;
export const over = (a: bigint, b: bigint): bigint => (a * one) / b;

/** The double next to the value. */
export const nearest = (value: bigint): number => Number(value) / scale;

/** A double with no bits below 2⁻¹²⁸ as it is. */
export const exact = (value: number): bigint => BigInt(value * 2 ** 128);

/** e^x by its series, for x that is small or moderate. */
export function exponentialSeries(x: bigint): bigint {
  let sum = 0n;
  let term = one;
  for (let n = 1n; term !== 0n; n++) {
    sum += term;
    term = times(term, x) / n;
  }
  return sum;
}

/** ln(a/b) = 2·artanh((a − b)/(a + b)) by its series. */
export function logarithmOfRatio(a: bigint, b: bigint): bigint {
  const [top, bottom] = [(a - b) ** 2n, (a + b) ** 2n];
  let sum = 0n;
  let term = (2n * one * (a - b)) / (a + b);
  for (let k = 1n; term !== 0n; k += 2n) {
    sum += term / k;
    term = (term * top) / bottom;
  }
  return sum;
}

export const ln2 = logarithmOfRatio(2n, 1n);
