/**
 * A product of powers, held as symbol → exponent with no zero entries. Units are products of base units, and exact scale
 * factors are products of primes: both are the same free abelian group, so multiplication is addition of exponents.
 */
export type Exponents = ReadonlyMap<string, number>;

export const one: Exponents = new Map();

/** Rational exponents as small as 1/1000 stay comparable after sums: they are kept to nine decimals. */
function tidy(exponent: number): number {
  return Math.round(exponent * 1e9) / 1e9;
}

export function product(left: Exponents, right: Exponents): Exponents {
  if (right.size === 0) return left;
  const result = new Map(left);
  for (const [symbol, exponent] of right) {
    const sum = tidy((result.get(symbol) ?? 0) + exponent);
    if (sum === 0) result.delete(symbol);
    else result.set(symbol, sum);
  }
  return result;
}

export function power(base: Exponents, exponent: number): Exponents {
  if (exponent === 0) return one;
  if (exponent === 1) return base;
  return new Map([...base].map(([symbol, e]) => [symbol, tidy(e * exponent)]));
}

export function equal(left: Exponents, right: Exponents): boolean {
  if (left === right) return true;
  if (left.size !== right.size) return false;
  for (const [symbol, exponent] of left) if (right.get(symbol) !== exponent) return false;
  return true;
}
