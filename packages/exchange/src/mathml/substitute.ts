import type { BinaryOp, ExpressionGraph, NodeId, UnaryOp } from "@homeostat/engine";

const leaves: ReadonlySet<string> = new Set(["number", "time", "state", "input", "parameter"]);

/** The same expression over other leaves; `replace` gives what stands in a leaf's place. */
export function substitute(graph: ExpressionGraph, root: NodeId, replace: (leaf: NodeId) => NodeId): NodeId {
  const made = new Map<NodeId, NodeId>();
  const waiting = [root];
  for (let node = waiting.at(-1); node !== undefined; node = waiting.at(-1)) {
    const missing = graph.args(node).filter((one) => !made.has(one));
    waiting.push(...missing);
    if (missing.length > 0) continue;
    waiting.pop();
    if (!made.has(node)) made.set(node, rebuilt(graph, node, made, replace));
  }
  return made.get(root)!;
}

function rebuilt(
  graph: ExpressionGraph,
  node: NodeId,
  made: ReadonlyMap<NodeId, NodeId>,
  replace: (leaf: NodeId) => NodeId,
): NodeId {
  const op = graph.op(node);
  if (leaves.has(op)) return replace(node);
  const [a, b, c] = graph.args(node).map((one) => made.get(one)!);
  if (op === "select") return graph.select(a!, b!, c!);
  return b === undefined ? graph.unary(op as UnaryOp, a!) : graph.binary(op as BinaryOp, a!, b);
}
