import type { Expression, Statement } from "./ast.ts";

export type Renaming = (name: string) => string;

/** The same expression with other names for what it reads and calls. */
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
      return { ...expression, name: to(expression.name), args: expression.args.map(again) };
    case "if":
      return {
        ...expression,
        condition: again(expression.condition),
        whenTrue: again(expression.whenTrue),
        whenFalse: again(expression.whenFalse),
      };
  }
}

/** The arguments of a function are its own: their names stay. */
export function renameEquation(statement: Statement, to: Renaming): Statement {
  const own = new Set(statement.kind === "function" ? statement.parameters : []);
  const outside: Renaming = (name) => (own.has(name) ? name : to(name));
  const right = renameExpression(statement.right, outside);
  return statement.kind === "constraint" || statement.kind === "initialisation"
    ? { ...statement, right }
    : { ...statement, name: to(statement.name), right };
}
