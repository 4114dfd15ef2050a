import { differentiate, type SparseDerivative } from "../equations/differentiate.ts";
import { ExpressionGraph } from "../equations/expression-graph.ts";
import type { System } from "./system.ts";

type Group = "states" | "inputs" | "parameters";

const leafOf = { states: "state", inputs: "input", parameters: "parameter" } as const;

/**
 * The exact sparse derivatives of a system's right-hand sides: d der(state[row]) / d group[column], as nodes. With
 * "states" it is the Jacobian, with "parameters" what sensitivities need. A delayed value counts as an input.
 */
export function jacobian(system: System, group: Group = "states"): SparseDerivative {
  const graph = ExpressionGraph.from(system.graph);
  const leaves = system[group].map((_, slot) => graph.leaf(leafOf[group], slot));
  return differentiate(
    graph,
    system.states.map((state) => state.derivative),
    leaves,
  );
}
