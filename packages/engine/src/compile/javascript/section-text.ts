import type { GraphReader, NodeId } from "../../equations/graph.ts";
import { reachable } from "../layout.ts";
import { ExpressionText, type NodeName } from "./expression-text.ts";

/** Deeper expressions are cut into locals: parsers of JavaScript recurse. */
const deepest = 24;

export interface SectionText {
  /** Declarations of the locals, in an order that can run. */
  readonly locals: string;
  /** Each root as an expression over the locals. */
  readonly values: readonly string[];
}

/**
 * Straight-line JavaScript for some roots of a graph: what is used more than once becomes a local, the rest stays
 * within its user (so that an unchosen branch costs nothing). `held` names nodes that stand in an array already.
 */
export function sectionText(graph: GraphReader, roots: readonly NodeId[], held: NodeName): SectionText {
  const stop = new Set(reachable(graph, roots).filter((node) => held(node) !== undefined));
  const nodes = reachable(graph, roots, stop);
  const chosen = localNodes(graph, roots, nodes, stop);
  const text = new ExpressionText(graph, (node) => (chosen.has(node) ? `n${node}` : held(node)));
  const declare = (node: NodeId) => `const n${node}=${held(node) ?? text.computed(node)};`;
  return {
    locals: nodes
      .filter((node) => chosen.has(node))
      .map(declare)
      .join("\n"),
    values: roots.map((root) => text.number(root)),
  };
}

function localNodes(
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
