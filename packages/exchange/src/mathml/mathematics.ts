/** Mathematics as MathML states it, before names mean anything. Booleans and numbers may stand for each other (SBML L3V2). */
export type Mathematics =
  | { readonly kind: "number"; readonly value: number; readonly units?: string }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "time" }
  | { readonly kind: "apply"; readonly operator: Operator; readonly arguments: readonly Mathematics[] }
  /** A user function, or what a model calls by name. */
  | { readonly kind: "call"; readonly name: string; readonly arguments: readonly Mathematics[] }
  | { readonly kind: "delay"; readonly of: Mathematics; readonly by: Mathematics }
  /** Along time; CellML names the variable that is time. */
  | { readonly kind: "rateOf"; readonly name: string; readonly along?: string }
  | {
      readonly kind: "piecewise";
      readonly pieces: readonly { readonly value: Mathematics; readonly when: Mathematics }[];
      readonly otherwise: Mathematics | null;
    };

/** A function definition: `lambda(parameters) body`. */
export interface Lambda {
  readonly parameters: readonly string[];
  readonly body: Mathematics;
}

/** Operators by MathML's own names; how many arguments each takes. */
export const operators = {
  plus: "any",
  minus: "one or two",
  times: "any",
  divide: "two",
  power: "two",
  root: "qualified",
  log: "qualified",
  ln: "one",
  exp: "one",
  abs: "one",
  floor: "one",
  ceiling: "one",
  factorial: "one",
  sin: "one",
  cos: "one",
  tan: "one",
  sec: "one",
  csc: "one",
  cot: "one",
  sinh: "one",
  cosh: "one",
  tanh: "one",
  sech: "one",
  csch: "one",
  coth: "one",
  arcsin: "one",
  arccos: "one",
  arctan: "one",
  arcsec: "one",
  arccsc: "one",
  arccot: "one",
  arcsinh: "one",
  arccosh: "one",
  arctanh: "one",
  arcsech: "one",
  arccsch: "one",
  arccoth: "one",
  eq: "chain",
  neq: "two",
  lt: "chain",
  leq: "chain",
  gt: "chain",
  geq: "chain",
  and: "any",
  or: "any",
  xor: "any",
  not: "one",
  implies: "two",
  max: "some",
  min: "some",
  rem: "two",
  quotient: "two",
} as const;

export type Operator = keyof typeof operators;
