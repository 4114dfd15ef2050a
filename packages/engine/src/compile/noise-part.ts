import { differentiate } from "../equations/differentiate.ts";
import { ExpressionGraph } from "../equations/expression-graph.ts";
import type { NodeId } from "../equations/graph.ts";
import type { Noise, System } from "../model/system.ts";
import type { NoisePart } from "./kernel.ts";
import { reachable, stands } from "./layout.ts";
import { observer } from "./observer.ts";

/** The noise of a system, compiled beside its kernel. */
export function noisePart(system: System, noise: readonly Noise[]): NoisePart {
  const strengths = noise.map(({ strength }) => strength);
  return {
    states: noise.map(({ state }) => state),
    strengths: () => observer(system, "noise", strengths),
    slopes: () => slopesOf(system, noise),
    readsStates: noise.map(({ strength }) => readsStates(system, noise, strength)),
  };
}

/** Derivatives of each strength in its own state; the first noise that reads another noisy state instead. */
function slopesOf(system: System, noise: readonly Noise[]): ReturnType<NoisePart["slopes"]> {
  const graph = ExpressionGraph.from(system.graph);
  const leaves = noise.map(({ state }) => graph.leaf("state", state));
  const roots = noise.map(({ strength }) => strength);
  const { entries, graph: extended } = differentiate(graph, roots, leaves);
  const crossed = entries.find(({ row, column }) => row !== column);
  if (crossed !== undefined) return { crossed: noise[crossed.row]!.state };
  const own = ExpressionGraph.from(extended);
  const slopes = roots.map((_, row) => entries.find((entry) => entry.row === row)?.node ?? own.number(0));
  return { own: () => observer({ ...system, graph: own }, "noise slopes", slopes) };
}

/** Whether a strength changes with a state that moves. */
function readsStates(system: System, noise: readonly Noise[], strength: NodeId): boolean {
  const { graph } = system;
  const noisy = new Set(noise.map(({ state }) => state));
  return reachable(graph, [strength]).some((node) => {
    if (graph.op(node) !== "state") return false;
    const state = graph.slot(node);
    return noisy.has(state) || !stands(system, state);
  });
}
