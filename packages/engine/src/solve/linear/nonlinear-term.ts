import { reachable } from "../../compile/layout.ts";
import type { GraphReader, NodeId } from "../../equations/graph.ts";

/**
 * The first term of an expression that stands in the way of its being affine, with coefficients free of time, in the
 * leaves that move; undefined where it is affine by its form: no time, and what moves only under sums, and under products
 * or choices by what does not.
 */
export function nonlinearTerm(
  graph: GraphReader,
  root: NodeId,
  moves: (leaf: NodeId) => boolean,
): NodeId | undefined {
  const moving = new Set<NodeId>();
  for (const node of reachable(graph, [root])) {
    const op = graph.op(node);
    if (op === "time") return node;
    const args = graph.args(node).map((arg) => moving.has(arg));
    if (args.length === 0 ? !moves(node) : !args.some(Boolean)) continue;
    if (!keepsAffine(op, args)) return node;
    moving.add(node);
  }
  return undefined;
}

function keepsAffine(op: string, [first = false, second = false]: readonly boolean[]): boolean {
  switch (op) {
    case "state":
    case "input":
    case "neg":
    case "add":
    case "sub":
      return true;
    case "mul":
      return !(first && second);
    case "div":
      return !second;
    case "select":
      return !first;
    default:
      return false;
  }
}
