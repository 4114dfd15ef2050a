import type { Position } from "./token.ts";

export type Operator = "+" | "-" | "*" | "/" | "^" | "<" | "<=" | ">" | ">=" | "==" | "!=" | "and" | "or";

/** An expression as it was written. `at` is where its first sign or, for an operation, its operator stands. */
export type Expression = (
  | { readonly kind: "number"; readonly value: number; readonly unit?: string }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "negate"; readonly of: Expression }
  | { readonly kind: "not"; readonly of: Expression }
  | {
      readonly kind: "binary";
      readonly operator: Operator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly Expression[] }
  | { readonly kind: "convert"; readonly of: Expression; readonly unit: string }
  | {
      readonly kind: "if";
      readonly condition: Expression;
      readonly whenTrue: Expression;
      readonly whenFalse: Expression;
    }
) & { readonly at: Position };

/** `der(name) = right` (kind "derivative") or `name = right` (kind "variable"). */
export interface Equation {
  readonly kind: "derivative" | "variable";
  readonly name: string;
  readonly right: Expression;
  readonly at: Position;
}

/** `name(parameters) = right`: a function of its arguments and nothing else. */
export interface FunctionDefinition {
  readonly kind: "function";
  readonly name: string;
  readonly parameters: readonly string[];
  readonly right: Expression;
  readonly at: Position;
}

/** `0 = right`: holds at every instant, and determines one state that has no derivative. */
export interface Constraint {
  readonly kind: "constraint";
  readonly name: "0";
  readonly right: Expression;
  readonly at: Position;
}

/** `initially 0 = right`: holds at the start, and determines one start that the model leaves open. */
export interface Initialisation {
  readonly kind: "initialisation";
  readonly name: "initially 0";
  readonly right: Expression;
  readonly at: Position;
}

/** A line of equation text. */
export type Statement = Equation | FunctionDefinition | Constraint | Initialisation;
