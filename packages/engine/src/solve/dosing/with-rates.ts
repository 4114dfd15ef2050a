import { ExpressionGraph } from "../../equations/expression-graph.ts";
import type { System, SystemInput } from "../../model/system.ts";

export const rateOf = (state: string): string => `rate of ${state}`;

/** The same system with one more input for each state, after its own: a rate (amount per time) that is added to the derivative. */
export function withRates(system: System): System {
  const graph = ExpressionGraph.from(system.graph);
  const first = system.inputs.length;
  const nothing = graph.number(0);
  const rates = system.states.map(
    ({ name, unit }): SystemInput => ({ name: rateOf(name), unit, default: nothing }),
  );
  const states = system.states.map((state, i) => ({
    ...state,
    derivative: graph.binary("add", state.derivative, graph.leaf("input", first + i)),
  }));
  return {
    ...system,
    hash: `${system.hash} with rates`,
    graph,
    states,
    inputs: [...system.inputs, ...rates],
  };
}
