import type { Expression, Operator, Statement } from "./ast.ts";

const strength: Readonly<Record<Operator, number>> = {
  or: 10,
  and: 20,
  "<": 40,
  "<=": 40,
  ">": 40,
  ">=": 40,
  "==": 40,
  "!=": 40,
  "+": 50,
  "-": 50,
  "*": 60,
  "/": 60,
  "^": 80,
};
const strengthOf = { if: 0, not: 30, negate: 70, atom: 100 } as const;

function binds(expression: Expression): number {
  if (expression.kind === "binary") return strength[expression.operator];
  const { kind } = expression;
  return kind === "if" || kind === "not" || kind === "negate" ? strengthOf[kind] : strengthOf.atom;
}

/** An `if` swallows all that follows, so it is closed in wherever something may follow. */
function side(expression: Expression, weakest: number): string {
  const text = printExpression(expression);
  return binds(expression) < weakest ? `(${text})` : text;
}

function printBinary(operator: Operator, left: Expression, right: Expression): string {
  const own = strength[operator];
  const compares = own === 40;
  const leftText = side(left, operator === "^" || compares ? own + 1 : own);
  const rightText = side(right, operator === "^" ? strengthOf.negate : own + 1);
  const tight = operator === "*" || operator === "/" || operator === "^";
  return tight ? `${leftText}${operator}${rightText}` : `${leftText} ${operator} ${rightText}`;
}

/** Writes an expression as equation text with no needless parentheses; reading it gives the same expression. */
export function printExpression(expression: Expression): string {
  switch (expression.kind) {
    case "number":
      return expression.unit === undefined
        ? `${expression.value}`
        : `${expression.value} '${expression.unit}'`;
    case "name":
      return expression.name;
    case "negate":
      return `-${side(expression.of, strengthOf.negate)}`;
    case "not":
      return `not ${side(expression.of, strengthOf.not)}`;
    case "binary":
      return printBinary(expression.operator, expression.left, expression.right);
    case "call":
      return `${expression.name}(${expression.args.map(printExpression).join(", ")})`;
    case "convert":
      return `convert(${printExpression(expression.of)}, '${expression.unit}')`;
    case "if":
      return `if ${printExpression(expression.condition)} then ${printExpression(expression.whenTrue)} else ${printExpression(expression.whenFalse)}`;
  }
}

function printLeft(statement: Statement): string {
  if (statement.kind === "derivative") return `der(${statement.name})`;
  return statement.kind === "function"
    ? `${statement.name}(${statement.parameters.join(", ")})`
    : statement.name;
}

export function printEquation(statement: Statement): string {
  return `${printLeft(statement)} = ${printExpression(statement.right)}`;
}
