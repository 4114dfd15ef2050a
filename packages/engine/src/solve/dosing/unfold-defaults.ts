import { ExpressionGraph } from "../../equations/expression-graph.ts";
import type { NodeId } from "../../equations/graph.ts";
import { substitute } from "../../equations/substitute.ts";
import type { System } from "../../model/system.ts";

/**
 * Parameters whose default is an expression are replaced by it, so that derivatives see through them; not those whose
 * value is `given`.
 */
export function unfoldDefaults(
  system: System,
  given: readonly string[],
): System & { readonly graph: ExpressionGraph } {
  const graph = ExpressionGraph.from(system.graph);
  const meaning = new Map<NodeId, NodeId>();
  const unfold = (root: NodeId) => substitute(graph, [root], (leaf) => meaning.get(leaf))[0]!;
  for (const slot of system.parameterOrder) {
    const { name, default: value } = system.parameters[slot]!;
    if (graph.op(value) !== "number" && !given.includes(name))
      meaning.set(graph.leaf("parameter", slot), unfold(value));
  }
  const states = system.states.map((state) => ({
    ...state,
    start: unfold(state.start),
    derivative: unfold(state.derivative),
  }));
  const outputs = system.outputs.map((output) => ({ ...output, value: unfold(output.value) }));
  return { ...system, hash: `${system.hash} unfolded but for ${given.join(", ")}`, graph, states, outputs };
}
