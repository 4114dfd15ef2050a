import type { GraphReader, NodeId } from "../equations/graph.ts";
import type { System } from "../model/system.ts";

/** The nodes that the roots need, ascending: an evaluation order. `stop` nodes are kept, but not what they need. */
export function reachable(
  graph: GraphReader,
  roots: readonly NodeId[],
  stop: ReadonlySet<NodeId> = new Set(),
): readonly NodeId[] {
  const seen = new Set<NodeId>();
  const waiting = [...roots];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    if (!stop.has(node)) waiting.push(...graph.args(node));
  }
  return [...seen].sort((a, b) => a - b);
}

/** A state whose derivative is the number 0 moves at edges only. */
export function stands({ states, graph }: System, state: number): boolean {
  const { derivative } = states[state]!;
  return graph.op(derivative) === "number" && graph.value(derivative) === 0;
}

/** Whether a derivative reads the time. */
export function dependsOnTime({ states, graph }: System): boolean {
  const derivatives = states.map((state) => state.derivative);
  return reachable(graph, derivatives).some((node) => graph.op(node) === "time");
}

/**
 * Expressions of the derivatives that depend on parameters and inputs only, and are read by one that depends on time
 * or states (or are a derivative themselves): they are computed once for each (p, u) instead of at each evaluation.
 * With `standing`, states that move at edges only count as inputs do.
 */
export function hoisted(system: System, standing = false): readonly NodeId[] {
  return hoistedFrom(
    system.graph,
    system.states.map((state) => state.derivative),
    (state) => standing && stands(system, state),
  );
}

/** The same for any roots of a graph, with the states that count as inputs do. */
export function hoistedFrom(
  graph: GraphReader,
  roots: readonly NodeId[],
  standing: (state: number) => boolean,
): readonly NodeId[] {
  const nodes = reachable(graph, roots);
  const moves = (node: NodeId) => {
    const op = graph.op(node);
    return op === "time" || (op === "state" && !standing(graph.slot(node)));
  };
  const moving = movingNodes(graph, nodes, moves);
  const kept = new Set<NodeId>();
  const keep = (node: NodeId) => {
    if (!moving.has(node) && graph.op(node) !== "number") kept.add(node);
  };
  roots.forEach(keep);
  for (const node of nodes) if (moving.has(node)) graph.args(node).forEach(keep);
  return [...kept].sort((a, b) => a - b);
}

/** Those of some nodes, ascending, that move by themselves or read one that does. */
export function movingNodes(
  graph: GraphReader,
  nodes: readonly NodeId[],
  moves: (node: NodeId) => boolean,
): ReadonlySet<NodeId> {
  const moving = new Set<NodeId>();
  for (const node of nodes) {
    if (moves(node) || graph.args(node).some((arg) => moving.has(arg))) moving.add(node);
  }
  return moving;
}

export interface KernelNames {
  readonly states: readonly string[];
  readonly inputs: readonly string[];
  readonly parameters: readonly string[];
  readonly outputs: readonly string[];
  readonly events: readonly string[];
  /** Inputs that are the derivatives of others' defaults. */
  readonly tangents: readonly Tangent[];
  /** Inputs that say how fast others change between edges. */
  readonly inputRates: readonly { readonly input: number; readonly of: number }[];
}

/** The input `input` is the derivative of the default of the input `of`: 0 wherever that one is set to something. */
export interface Tangent {
  readonly input: number;
  readonly of: number;
}

export function kernelNames(system: System): KernelNames {
  const names = (slots: readonly { readonly name: string }[]) => slots.map((slot) => slot.name);
  return {
    states: names(system.states),
    inputs: names(system.inputs),
    parameters: names(system.parameters),
    outputs: names(system.outputs),
    events: names(system.events),
    tangents: system.inputs.flatMap(({ tangentOf }, input) =>
      tangentOf === undefined ? [] : [{ input, of: tangentOf }],
    ),
    inputRates: system.inputs.flatMap(({ rateOf }, input) =>
      rateOf === undefined ? [] : [{ input, of: rateOf }],
    ),
  };
}
