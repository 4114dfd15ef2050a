/**
 * Exponential and logarithm to about 90 decimal digits in whole numbers, by other ways than the tables take: Taylor's
 * series after sixteen halvings, and Newton's steps on it.
 */
const bits = 320n;
const one = 1n << bits;
const view = new DataView(new ArrayBuffer(8));

/** mantissa·2^(power − 320). */
export interface Exact {
  readonly mantissa: bigint;
  readonly power: number;
}

const times = (a: bigint, b: bigint): bigint => (a * b) >> bits;
const shifted = (a: bigint, by: number): bigint => (by >= 0 ? a << BigInt(by) : a >> BigInt(-by));

/** The whole number and the power of two of a finite double. */
function taken(x: number): { readonly whole: bigint; readonly power: number } {
  view.setFloat64(0, x);
  const pattern = view.getBigUint64(0);
  const exponent = Number((pattern >> 52n) & 0x7ffn);
  const fraction = pattern & 0xfffffffffffffn;
  const whole = exponent === 0 ? fraction : fraction | (1n << 52n);
  return { whole: x < 0 ? -whole : whole, power: Math.max(exponent, 1) - 1075 };
}

/** x·2³²⁰; what lies below is cut off. */
export function exactly(x: number): bigint {
  const { whole, power } = taken(x);
  return shifted(whole, power + Number(bits));
}

const ln2 = (() => {
  let sum = 0n;
  let power = one >> 1n;
  for (let n = 1n; power > 0n; n++) {
    sum += power / n;
    power >>= 1n;
  }
  return sum;
})();

export function exactExponential(x: bigint): Exact {
  const power = x / ln2;
  const halvings = 16n;
  const r = (x - power * ln2) >> halvings;
  let sum = 0n;
  let term = one;
  for (let n = 1n; term !== 0n; n++) {
    sum += term;
    term = times(term, r) / n;
  }
  for (let i = 0n; i < halvings; i++) sum = times(sum, sum);
  return { mantissa: sum, power: Number(power) };
}

/** ln x·2³²⁰, of any finite x > 0. */
export function exactLogarithm(x: number): bigint {
  const { whole, power } = taken(x);
  const length = whole.toString(2).length;
  const z = (whole * one) >> BigInt(length);
  let y = exactly(Math.log(Number(whole) / 2 ** length));
  for (let i = 0; i < 3; i++) {
    const { mantissa, power: k } = exactExponential(-y);
    const off = times(z, shifted(mantissa, k)) - one;
    y += off - times(off, off) / 2n;
  }
  return y + BigInt(power + length) * ln2;
}

export function exactPower(x: number, y: number): Exact {
  const { whole, power } = taken(y);
  return exactExponential(shifted(whole * exactLogarithm(x), power));
}

export function exactTangent(x: number): Exact {
  const { mantissa, power } = exactExponential(2n * exactly(x));
  const grown = shifted(mantissa, power);
  return { mantissa: ((grown - one) * one) / (grown + one), power: 0 };
}

/** How far a finite double is from a value, in distances of doubles there. */
export function errorInUlps(got: number, { mantissa, power }: Exact): number {
  const { whole, power: place } = taken(got);
  const finer = place + Number(bits) - power;
  return Math.abs(Number(shifted(whole, finer + 64) - (mantissa << 64n)) / 2 ** 64 / 2 ** finer);
}
