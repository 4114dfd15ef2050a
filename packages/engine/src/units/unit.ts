import { type Exponents, equal, one, power, product } from "./exponents.ts";
import { isScaleSymbol, scaleValue } from "./scale.ts";

/**
 * A unit of measure. `base` holds it in base units (m, g, s, mol, K, C, cd, and every arbitrary unit such as [iU] as a
 * dimension of its own) together with its exact scale as prime factors; `parts` holds it as it was written, for messages.
 * `offset` is the zero point of a temperature scale in its own degrees (Cel: 273.15); such units multiply with nothing.
 */
export interface Unit {
  readonly base: Exponents;
  readonly parts: Exponents;
  readonly offset?: number;
}

export const unity: Unit = { base: one, parts: one };

export function multiplyUnits(left: Unit, right: Unit): Unit {
  return { base: product(left.base, right.base), parts: product(left.parts, right.parts) };
}

export function powerOfUnit(unit: Unit, exponent: number): Unit {
  return { base: power(unit.base, exponent), parts: power(unit.parts, exponent) };
}

export function divideUnits(left: Unit, right: Unit): Unit {
  return multiplyUnits(left, powerOfUnit(right, -1));
}

/** Equal dimension and equal scale: values of one need no conversion to the other. */
export function sameUnit(left: Unit, right: Unit): boolean {
  return (left.offset ?? 0) === (right.offset ?? 0) && equal(left.base, right.base);
}

function split(unit: Unit, scale: boolean): Exponents {
  return new Map([...unit.base].filter(([symbol]) => isScaleSymbol(symbol) === scale));
}

/** The dimension alone, without scale. */
function dimensionOf(unit: Unit): Exponents {
  return split(unit, false);
}

export function sameDimension(left: Unit, right: Unit): boolean {
  return equal(dimensionOf(left), dimensionOf(right));
}

/** How many of `to` make one of `from`, correctly rounded; both must have the same dimension. */
export function conversionFactor(from: Unit, to: Unit): number {
  return scaleValue(split(divideUnits(from, to), true));
}

/** How to convert: by a factor, or by a divisor where that is the whole number (mg/dL to g/L divides by 100, exactly). */
export type Conversion = { readonly by: "multiply" | "divide"; readonly factor: number };

export function conversionBetween(from: Unit, to: Unit): Conversion {
  const back = conversionFactor(to, from);
  if (Number.isInteger(back) && back > 1) return { by: "divide", factor: back };
  return { by: "multiply", factor: conversionFactor(from, to) };
}

function writePart(symbol: string, exponent: number): string {
  if (exponent === 1) return symbol;
  return Number.isInteger(exponent) ? `${symbol}${exponent}` : `${symbol}^${exponent}`;
}

/** The unit as text in UCUM, in the parts it was made of: `mg/dL`, `/min`, `1`. */
export function formatUnit(unit: Unit): string {
  const parts = [...unit.parts];
  const above = parts.filter(([, e]) => e > 0).map(([symbol, e]) => writePart(symbol, e));
  const below = parts.filter(([, e]) => e < 0).map(([symbol, e]) => `/${writePart(symbol, -e)}`);
  return above.join(".") + below.join("") || "1";
}

/** A text that is the same for the same unit however it was written (`L` and `dm3`), for hashes and look-ups. */
export function canonicalUnit(unit: Unit): string {
  const sorted = [...unit.base].sort(([a], [b]) => (a < b ? -1 : 1));
  const text = sorted.map(([symbol, exponent]) => `${symbol}^${exponent}`).join(".") || "1";
  return unit.offset === undefined ? text : `${text}+${unit.offset}`;
}
