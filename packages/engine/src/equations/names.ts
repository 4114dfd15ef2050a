import type { Expression } from "./ast.ts";

/** The parts that an expression is made of, one level down. */
function children(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case "number":
    case "name":
      return [];
    case "negate":
    case "not":
    case "convert":
      return [expression.of];
    case "binary":
      return [expression.left, expression.right];
    case "call":
      return expression.args;
    case "if":
      return [expression.condition, expression.whenTrue, expression.whenFalse];
  }
}

/** Every name that an expression reads, in the order of first mention. */
export function namesRead(expression: Expression): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (part: Expression): void => {
    if (part.kind === "name") names.add(part.name);
    children(part).forEach(visit);
  };
  visit(expression);
  return names;
}
