import type { NodeId } from "../equations/graph.ts";
import type { System } from "../model/system.ts";
import { interpretKernel } from "./interpreter.ts";
import { compileJavaScript } from "./javascript/compile-javascript.ts";
import type { Observer } from "./kernel.ts";
import { cachedKernel } from "./kernel-cache.ts";

/** Compiles the given nodes of a system's graph, and nothing else, to one function. `purpose` keeps them apart. */
export function observer(system: System, purpose: string, nodes: readonly NodeId[]): Observer {
  const states = system.states.map((state) => ({ ...state, derivative: state.start }));
  const outputs = nodes.map((value, i) => ({ name: `${purpose}${i}`, unit: "1", value }));
  const hash = `${system.hash}:${purpose}`;
  const only = { ...system, hash, states, outputs, events: [] };
  const kernel = cachedKernel(hash, () => compileJavaScript(only) ?? interpretKernel(only));
  const out = new Float64Array(nodes.length);
  return (t, y, p, u) => {
    kernel.observe(t, y, p, u, out);
    return out;
  };
}
