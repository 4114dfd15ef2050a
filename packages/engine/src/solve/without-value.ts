import { reachable } from "../compile/layout.ts";
import type { NodeId } from "../equations/graph.ts";
import type { System } from "../model/system.ts";

/** What a state's course reads and has no finite value. */
interface WithoutValue {
  readonly kind: "parameter" | "input";
  readonly name: string;
  readonly value: number;
}

/**
 * A parameter or input that is not finite, which the start or derivative of a state reads; of several, where one's default
 * reads another, the other; what a delay looks back at is not given by anybody. `p` and `u` hold the values of all parameters and inputs.
 */
export function withoutValue(
  system: System,
  state: number,
  p: Float64Array,
  u: Float64Array,
): WithoutValue | undefined {
  const { graph, inputs, parameters, states, delays = [] } = system;
  const past = new Set(delays.map(({ input }) => input));
  const found: WithoutValue[] = [];
  const seen = new Set<NodeId>();
  const { derivative, start } = states[state]!;
  const waiting: NodeId[] = [derivative, start];
  for (let root = waiting.pop(); root !== undefined; root = waiting.pop()) {
    for (const leaf of reachable(graph, [root])) {
      const op = graph.op(leaf);
      if (seen.has(leaf) || (op !== "parameter" && op !== "input")) continue;
      seen.add(leaf);
      const slot = graph.slot(leaf);
      const value = (op === "parameter" ? p : u)[slot]!;
      if (Number.isFinite(value) || (op === "input" && past.has(slot))) continue;
      const { name, default: given } = (op === "parameter" ? parameters : inputs)[slot]!;
      found.push({ kind: op, name, value });
      waiting.push(given);
    }
  }
  return found.at(-1);
}
