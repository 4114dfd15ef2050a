import { type Exponents, one, product } from "./exponents.ts";

const pi = "pi";

/** π as a factor of a scale (degrees); every other factor is a prime. */
export const piScale: Exponents = new Map([[pi, 1]]);

/** True for the symbols that stand for a number (primes and π) and not for a base unit. */
export function isScaleSymbol(symbol: string): boolean {
  return symbol === pi || (symbol >= "0" && symbol <= "9~");
}

function primes(whole: number): Exponents {
  const found = new Map<string, number>();
  let rest = whole;
  for (let divisor = 2; divisor * divisor <= rest; divisor += divisor === 2 ? 1 : 2)
    while (rest % divisor === 0) {
      found.set(String(divisor), (found.get(String(divisor)) ?? 0) + 1);
      rest /= divisor;
    }
  if (rest > 1) found.set(String(rest), (found.get(String(rest)) ?? 0) + 1);
  return found;
}

function powerOfTen(exponent: number): Exponents {
  if (exponent === 0) return one;
  return new Map([
    ["2", exponent],
    ["5", exponent],
  ]);
}

/** The exact prime factors of a positive decimal number such as `133.322`, `1e-3` or `3600` (below 2^53 without its point). */
export function scaleOfDecimal(decimal: string): Exponents {
  const [mantissa = "", exponent = "0"] = decimal.split("e");
  const [whole = "", fraction = ""] = mantissa.split(".");
  return product(primes(Number(whole + fraction)), powerOfTen(Number(exponent) - fraction.length));
}

/** The correctly rounded quotient of two positive integers. */
function quotient(numerator: bigint, denominator: bigint): number {
  const bits = numerator.toString(2).length - denominator.toString(2).length;
  const shift = 66 - bits;
  const [n, d] =
    shift >= 0 ? [numerator << BigInt(shift), denominator] : [numerator, denominator << BigInt(-shift)];
  const sticky = n % d === 0n ? 0n : 1n;
  return Number((n / d) | sticky) * 2 ** -shift;
}

/** The value of a scale: correctly rounded when all its exponents are whole and π is absent. */
export function scaleValue(scale: Exponents): number {
  let numerator = 1n;
  let denominator = 1n;
  let inexact = 1;
  for (const [symbol, exponent] of scale) {
    if (symbol === pi || !Number.isInteger(exponent))
      inexact *= (symbol === pi ? Math.PI : Number(symbol)) ** exponent;
    else if (exponent > 0) numerator *= BigInt(symbol) ** BigInt(exponent);
    else denominator *= BigInt(symbol) ** BigInt(-exponent);
  }
  return quotient(numerator, denominator) * inexact;
}
