import type { GraphReader, NodeId } from "../equations/graph.ts";

/** Deeper expressions are cut: parsers recurse. */
const deepest = 24;

/** The nodes that deserve a local variable: what is used more than once, and cuts through deep expressions. */
export function sharedNodes(
  graph: GraphReader,
  roots: readonly NodeId[],
  nodes: readonly NodeId[],
  stop: ReadonlySet<NodeId>,
): ReadonlySet<NodeId> {
  const uses = new Map<NodeId, number>();
  const use = (node: NodeId) => uses.set(node, (uses.get(node) ?? 0) + 1);
  roots.forEach(use);
  for (const node of nodes) if (!stop.has(node)) graph.args(node).forEach(use);

  const chosen = new Set<NodeId>();
  const depths = new Map<NodeId, number>();
  for (const node of nodes) {
    if (graph.op(node) === "number") continue;
    const args = stop.has(node) ? [] : graph.args(node);
    const depth = 1 + Math.max(0, ...args.map((arg) => (chosen.has(arg) ? 0 : (depths.get(arg) ?? 0))));
    depths.set(node, depth);
    if (uses.get(node)! > 1 || depth > deepest) chosen.add(node);
  }
  return chosen;
}
