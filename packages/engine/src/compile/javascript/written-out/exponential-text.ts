import { exponent, exponentialFarOut, exponentialKnots } from "../../elementary/exponential.ts";
import { leastPower, powersOfTwo, rounder } from "../../elementary/powers-of-two.ts";
import type { FunctionText } from "./function-text.ts";

const { knots, knotBits, knotsPerUnit, spacingHigh, spacingLow, ordinary, series } = exponent;
const [c0, c1, c2, c3] = series;

/** The text of e^(x + rest), by the steps of elementary/exponential.ts; x is a variable, evaluated many times. */
export const exponentialOf = (x: string, rest = ""): string =>
  `(${x}>${-ordinary}&&${x}<${ordinary}?(\
en=${x}*${knotsPerUnit}+${rounder}-${rounder},\
er=${x}-en*${spacingHigh}-en*${spacingLow}${rest === "" ? "" : `+${rest}`},\
es=er*er,ei=(en&${knots - 1})<<1,ev=exponentialKnots[ei],\
(ev+ev*(exponentialKnots[ei+1]+er+es*(${c0}+${c1}*er+es*(${c2}+${c3}*er))))\
*powersOfTwo[(en>>${knotBits})+${-leastPower}]):exponentialFarOut(${x},${rest || 0}))`;

export const exponentialText: FunctionText = {
  length: 10,
  variables: ["ex", "en", "er", "es", "ei", "ev"],
  given: { exponentialKnots, powersOfTwo, exponentialFarOut },
  text: (x) => `(ex=${x},${exponentialOf("ex")})`,
};
