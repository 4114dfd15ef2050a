import type { Equation, Expression } from "./ast.ts";

export type Renaming = (name: string) => string;

/** The same expression with other names for what it reads. */
export function renameExpression(expression: Expression, to: Renaming): Expression {
  const again = (part: Expression) => renameExpression(part, to);
  switch (expression.kind) {
    case "number":
      return expression;
    case "name":
      return { ...expression, name: to(expression.name) };
    case "negate":
    case "not":
    case "convert":
      return { ...expression, of: again(expression.of) };
    case "binary":
      return { ...expression, left: again(expression.left), right: again(expression.right) };
    case "call":
      return { ...expression, args: expression.args.map(again) };
    case "if":
      return {
        ...expression,
        condition: again(expression.condition),
        whenTrue: again(expression.whenTrue),
        whenFalse: again(expression.whenFalse),
      };
  }
}

export function renameEquation(equation: Equation, to: Renaming): Equation {
  return { ...equation, name: to(equation.name), right: renameExpression(equation.right, to) };
}
