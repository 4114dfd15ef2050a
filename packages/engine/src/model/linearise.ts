import { differentiate, differentiateAlong } from "../equations/differentiate.ts";
import { ExpressionGraph } from "../equations/expression-graph.ts";
import type { GraphReader, NodeId } from "../equations/graph.ts";
import { type SparsePattern, sparsePattern } from "../solve/sparse/sparse-pattern.ts";
import type { System } from "./system.ts";

/** The right-hand sides of a system with all that an implicit step asks of them, as nodes of one graph. */
export interface Linearisation {
  /** Begins with the nodes of the system's graph, under the same ids. */
  readonly graph: GraphReader;
  /** Where the Jacobian may differ from 0, and a node for each entry, in the order of the pattern. */
  readonly pattern: SparsePattern;
  readonly entries: readonly NodeId[];
  /** Of each state the derivative of its right-hand side in time, the states held. */
  readonly drift: readonly NodeId[];
  /** The states whose drift is not 0 everywhere. */
  readonly drifting: Int32Array;
}

/**
 * Exact derivatives of the right-hand sides by the states and by time. Where inputs move, their rates of change are
 * inputs too: they are listed after the system's own, in the same order.
 */
export function linearise(system: System, inputsMove: boolean): Linearisation {
  const roots = system.states.map((state) => state.derivative);
  const graph = ExpressionGraph.from(system.graph);
  const seeds = new Map([[graph.time(), graph.number(1)]]);
  if (inputsMove) {
    system.inputs.forEach((_, slot) => {
      seeds.set(graph.leaf("input", slot), graph.leaf("input", system.inputs.length + slot));
    });
  }
  const zero = graph.number(0);
  const drift = differentiateAlong(graph, roots, seeds).map((node) => node ?? zero);
  const leaves = system.states.map((_, slot) => graph.leaf("state", slot));
  const jacobian = differentiate(graph, roots, leaves);
  return {
    graph: jacobian.graph,
    pattern: sparsePattern(roots.length, jacobian.entries),
    entries: jacobian.entries.map(({ node }) => node),
    drift,
    drifting: Int32Array.from(drift.keys()).filter((state) => drift[state] !== zero),
  };
}
