import type { ExpressionGraph } from "./expression-graph.ts";
import type { BinaryOp, NodeId, UnaryOp } from "./graph.ts";
import { type Algebra, binaryPartials, unaryPartials } from "./partials.ts";

/** How a node changes with the argument at this place; undefined where it does not. */
export function partialOf(
  graph: ExpressionGraph,
  algebra: Algebra,
  node: NodeId,
  index: number,
): NodeId | undefined {
  const op = graph.op(node);
  const [a = node, b = node] = graph.args(node);
  const unary = unaryPartials[op as UnaryOp];
  if (unary) return unary(algebra, a, node);
  return binaryPartials[op as BinaryOp]?.[index === 0 ? 0 : 1](algebra, a, b, node);
}

/** [condition, then, otherwise] of a node that chooses; at a tie of min and max the left side is taken. */
export function branchesOf(graph: ExpressionGraph, node: NodeId): readonly NodeId[] | undefined {
  const op = graph.op(node);
  const [a = 0, b = 0] = graph.args(node);
  if (op === "select") return graph.args(node);
  if (op === "min") return [graph.binary("le", a, b), a, b];
  if (op === "max") return [graph.binary("ge", a, b), a, b];
  return undefined;
}
