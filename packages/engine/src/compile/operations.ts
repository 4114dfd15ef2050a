import type { BinaryOp, UnaryOp } from "../equations/graph.ts";
import { exponential } from "./elementary/exponential.ts";
import { hyperbolicTangent } from "./elementary/hyperbolic-tangent.ts";
import { power } from "./elementary/power.ts";

const truth = (condition: boolean): number => (condition ? 1 : 0);

/** What each operation of a graph means, number by number. Conditions are 0 or 1; anything but 0 is true. */
export const unaryOperations: Readonly<Record<UnaryOp, (a: number) => number>> = {
  neg: (a) => -a,
  not: (a) => truth(a === 0),
  exp: exponential,
  log: Math.log,
  log10: Math.log10,
  log2: Math.log2,
  sqrt: Math.sqrt,
  abs: Math.abs,
  sign: Math.sign,
  floor: Math.floor,
  ceil: Math.ceil,
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  asin: Math.asin,
  acos: Math.acos,
  atan: Math.atan,
  sinh: Math.sinh,
  cosh: Math.cosh,
  tanh: hyperbolicTangent,
  asinh: Math.asinh,
  acosh: Math.acosh,
  atanh: Math.atanh,
};

/** `mod` has the sign of the divisor, so that a time of day never turns negative. */
export const binaryOperations: Readonly<Record<BinaryOp, (a: number, b: number) => number>> = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  pow: power,
  mod: (a, b) => a - b * Math.floor(a / b),
  min: Math.min,
  max: Math.max,
  atan2: Math.atan2,
  lt: (a, b) => truth(a < b),
  le: (a, b) => truth(a <= b),
  gt: (a, b) => truth(a > b),
  ge: (a, b) => truth(a >= b),
  eq: (a, b) => truth(a === b),
  ne: (a, b) => truth(a !== b),
  and: (a, b) => truth(a !== 0 && b !== 0),
  or: (a, b) => truth(a !== 0 || b !== 0),
};
