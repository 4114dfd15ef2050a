import { reachable } from "../compile/layout.ts";
import type { BinaryOp, GraphWriter, NodeId, UnaryOp } from "./graph.ts";

/** The roots with nodes replaced; `replacement` gives what stands for a node, or undefined to keep it. */
export function substitute(
  graph: GraphWriter,
  roots: readonly NodeId[],
  replacement: (node: NodeId) => NodeId | undefined,
): readonly NodeId[] {
  const made = new Map<NodeId, NodeId>();
  for (const node of reachable(graph, roots)) {
    const args = graph.args(node);
    made.set(node, replacement(node) ?? (args.length === 0 ? node : rebuilt(graph, node, args, made)));
  }
  return roots.map((root) => made.get(root)!);
}

function rebuilt(
  graph: GraphWriter,
  node: NodeId,
  args: readonly NodeId[],
  made: ReadonlyMap<NodeId, NodeId>,
): NodeId {
  const [a = node, b = node, c = node] = args.map((arg) => made.get(arg)!);
  if (a === args[0] && (args.length < 2 || b === args[1]) && (args.length < 3 || c === args[2])) return node;
  if (args.length === 1) return graph.unary(graph.op(node) as UnaryOp, a);
  if (args.length === 2) return graph.binary(graph.op(node) as BinaryOp, a, b);
  return graph.select(a, b, c);
}
