import { compileKernel } from "../compile/compile-kernel.ts";
import type { NodeId } from "../equations/graph.ts";
import type { System } from "../model/system.ts";

/** Evaluates chosen nodes of a system; the result is scratch. */
export type Observer = (t: number, y: Float64Array, p: Float64Array, u: Float64Array) => Float64Array;

/** Compiles the given nodes of a system's graph, and nothing else, to one function. `purpose` keeps kernels apart. */
export function observer(system: System, purpose: string, nodes: readonly NodeId[]): Observer {
  const zero = { ...system, states: system.states.map((state) => ({ ...state, derivative: state.start })) };
  const outputs = nodes.map((value, i) => ({ name: `${purpose}${i}`, unit: "1", value }));
  const kernel = compileKernel({ ...zero, hash: `${system.hash}:${purpose}`, outputs, events: [] });
  const out = new Float64Array(nodes.length);
  return (t, y, p, u) => {
    kernel.observe(t, y, p, u, out);
    return out;
  };
}
