import type { Expression, Operator } from "./ast.ts";
import type { GraphReader, NodeId } from "./graph.ts";
import { printExpression } from "./print.ts";

/** Deeper than this a node is written as an ellipsis: it is for messages. */
const deepest = 4;
const nowhere = { line: 0, column: 0 } as const;
const operators: Readonly<Record<string, Operator>> = {
  add: "+",
  sub: "-",
  mul: "*",
  div: "/",
  pow: "^",
  lt: "<",
  le: "<=",
  gt: ">",
  ge: ">=",
  eq: "==",
  ne: "!=",
  and: "and",
  or: "or",
};

/** A node as equation text, leaves by their names. */
export function nodeText(graph: GraphReader, node: NodeId, nameOf: (leaf: NodeId) => string): string {
  return printExpression(written(graph, node, nameOf, deepest));
}

function written(
  graph: GraphReader,
  node: NodeId,
  nameOf: (leaf: NodeId) => string,
  depth: number,
): Expression {
  const op = graph.op(node);
  if (op === "number") return { kind: "number", value: graph.value(node), at: nowhere };
  const nodes = graph.args(node);
  if (nodes.length === 0) return { kind: "name", name: nameOf(node), at: nowhere };
  if (depth === 0) return { kind: "name", name: "…", at: nowhere };
  const args = nodes.map((arg) => written(graph, arg, nameOf, depth - 1));
  const [a, b, c] = args as [Expression, Expression, Expression];
  const operator = operators[op];
  if (operator !== undefined) return { kind: "binary", operator, left: a, right: b, at: nowhere };
  if (op === "neg") return { kind: "negate", of: a, at: nowhere };
  if (op === "not") return { kind: "not", of: a, at: nowhere };
  if (op === "select") return { kind: "if", condition: a, whenTrue: b, whenFalse: c, at: nowhere };
  return { kind: "call", name: op === "log" ? "ln" : op, args, at: nowhere };
}
