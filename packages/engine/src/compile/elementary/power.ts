/**
 * x^y within 0.6 ulp (1 ulp among subnormal results), with every special value as in JavaScript, by steps that every
 * backend takes alike, so that all give the same bits (`**` differs between runtimes): e^(y·ln x), with ln x and its
 * product with y in two parts each, so that 65 of their bits are right (Tang 1990, as in logarithm-parts.ts; the exact
 * product of halves is Dekker's 1971, A floating-point technique for extending the available precision, Numerische
 * Mathematik 18:224–242).
 */
import { exponentialOfSum } from "./exponential.ts";
import { logarithmParts, logarithmRest } from "./logarithm-parts.ts";

/** Above this a power of anything but 1 is 0 or infinite. */
export const mostExponent = 2 ** 65;
/** Below this numbers are subnormal. */
export const leastNormal = 2 ** -1022;
/** Brings subnormal numbers among the normal ones: 2 to this power. */
export const subnormalShift = 54;

export function power(x: number, y: number): number {
  const ordinary = x >= leastNormal && x < Number.POSITIVE_INFINITY && Math.abs(y) < mostExponent;
  return ordinary ? powerOfPositive(x, 0, y) : powerAtEdges(x, y);
}

/** (x·2^−shift)^y */
function powerOfPositive(x: number, shift: number, y: number): number {
  const sum = logarithmParts(x, shift);
  const low = logarithmRest[0]!;
  const yFirst = Math.fround(y);
  const first = Math.fround(sum + low);
  const rest = sum - first + low;
  return exponentialOfSum(yFirst * first, (y - yFirst) * first + y * rest);
}

function powerAtEdges(x: number, y: number): number {
  if (y === 0) return 1;
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
  const whole = Math.trunc(y) === y;
  if (x < 0 && !whole && x !== Number.NEGATIVE_INFINITY) return Number.NaN;
  const odd = whole && Math.trunc(y * 0.5) !== y * 0.5;
  const size = sizeOfPower(Math.abs(x), y);
  return odd && (x < 0 || Object.is(x, -0)) ? -size : size;
}

function sizeOfPower(size: number, y: number): number {
  if (size === 0 || size === Number.POSITIVE_INFINITY) {
    return (size === 0) === y > 0 ? 0 : Number.POSITIVE_INFINITY;
  }
  if (size === 1) return Math.abs(y) === Number.POSITIVE_INFINITY ? Number.NaN : 1;
  const bounded = Math.min(Math.max(y, -mostExponent), mostExponent);
  if (size >= leastNormal) return powerOfPositive(size, 0, bounded);
  return powerOfPositive(size * 2 ** subnormalShift, subnormalShift, bounded);
}
