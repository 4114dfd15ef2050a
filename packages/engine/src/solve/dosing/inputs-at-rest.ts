import { ExpressionGraph } from "../../equations/expression-graph.ts";
import { substitute } from "../../equations/substitute.ts";
import type { System } from "../../model/system.ts";

/** The same system without inputs, for runs that set none: each is its default, also in derivatives. */
export function inputsAtRest(system: System): System {
  const { states, inputs, outputs, events } = system;
  if (inputs.length === 0) return system;
  const graph = ExpressionGraph.from(system.graph);
  const meaning = new Map(inputs.map((input, slot) => [graph.leaf("input", slot), input.default]));
  const rested = (root: number) => substitute(graph, [root], (leaf) => meaning.get(leaf))[0]!;
  return {
    ...system,
    hash: `${system.hash} with inputs at rest`,
    graph,
    inputs: [],
    states: states.map((state) => ({
      ...state,
      start: rested(state.start),
      derivative: rested(state.derivative),
    })),
    outputs: outputs.map((output) => ({ ...output, value: rested(output.value) })),
    events: events.map((event) => ({
      ...event,
      assignments: event.assignments.map((one) => ({ ...one, value: rested(one.value) })),
    })),
  };
}
