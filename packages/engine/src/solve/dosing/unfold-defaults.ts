import { ExpressionGraph } from "../../equations/expression-graph.ts";
import type { NodeId } from "../../equations/graph.ts";
import { substitute } from "../../equations/substitute.ts";
import type { System } from "../../model/system.ts";

/** Parameters whose default is an expression are replaced by it, so that derivatives see through them. */
export function unfoldDefaults(system: System): System {
  const graph = ExpressionGraph.from(system.graph);
  const meaning = new Map<NodeId, NodeId>();
  const unfold = (root: NodeId) => substitute(graph, [root], (leaf) => meaning.get(leaf))[0]!;
  for (const slot of system.parameterOrder) {
    const { default: value } = system.parameters[slot]!;
    if (graph.op(value) !== "number") meaning.set(graph.leaf("parameter", slot), unfold(value));
  }
  const states = system.states.map((state) => ({
    ...state,
    start: unfold(state.start),
    derivative: unfold(state.derivative),
  }));
  const outputs = system.outputs.map((output) => ({ ...output, value: unfold(output.value) }));
  return { ...system, graph, states, outputs };
}
