import type { GraphReader, NodeId } from "../../equations/graph.ts";
import { reachable } from "../layout.ts";
import { sharedNodes } from "../shared-nodes.ts";
import { ExpressionText, type NodeName } from "./expression-text.ts";
import { writtenOut } from "./written-out/written-out.ts";

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
  const chosen = sharedNodes(graph, roots, nodes, stop);
  const written = writtenOut(graph, nodes);
  const text = new ExpressionText(graph, (node) => (chosen.has(node) ? `n${node}` : held(node)), written);
  const declare = (node: NodeId) => `const n${node}=${held(node) ?? text.computed(node)};`;
  const variables = new Set([...written.values()].flatMap((one) => one.variables));
  const declared = variables.size === 0 ? "" : `let ${[...variables].join()};`;
  return {
    locals: [declared, ...nodes.filter((node) => chosen.has(node)).map(declare)].join("\n"),
    values: roots.map((root) => text.number(root)),
  };
}
