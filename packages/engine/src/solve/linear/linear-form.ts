import { differentiate, type SparseEntry } from "../../equations/differentiate.ts";
import { ExpressionGraph } from "../../equations/expression-graph.ts";
import type { GraphReader, NodeId } from "../../equations/graph.ts";
import { substitute } from "../../equations/substitute.ts";
import type { System } from "../../model/system.ts";
import { nonlinearTerm } from "./nonlinear-term.ts";

/** dy/dt = A·y + c, with A and c as nodes over parameters and inputs, and states that stand where there are some. */
export interface LinearForm {
  readonly graph: GraphReader;
  /** The entries of A that are not zero everywhere. */
  readonly matrix: readonly SparseEntry[];
  /** c, one node a state. */
  readonly offset: readonly NodeId[];
}

/**
 * The linear form of a system, where its equations show it: derivatives that are affine in the states, with
 * coefficients free of state and time. Undefined for any other system.
 */
export function linearForm(system: System): LinearForm | undefined {
  const { constraints, delays, graph, states } = system;
  if (constraints !== undefined || delays !== undefined) return undefined;
  const moves = (leaf: NodeId) => graph.op(leaf) === "state";
  const isLinear = states.every(({ derivative }) => nonlinearTerm(graph, derivative, moves) === undefined);
  return isLinear ? linearFormOf(system, [...states.keys()]) : undefined;
}

/** The linear form of chosen states, whose derivatives are known to be affine in each other. */
export function linearFormOf(system: System, chosen: readonly number[]): LinearForm {
  const roots = chosen.map((slot) => system.states[slot]!.derivative);
  const graph = ExpressionGraph.from(system.graph);
  const leaves = chosen.map((slot) => graph.leaf("state", slot));
  const derivative = differentiate(graph, roots, leaves);
  const writer = ExpressionGraph.from(derivative.graph);
  const zero = writer.number(0);
  const gone = new Set(leaves);
  const offset = substitute(writer, roots, (leaf) => (gone.has(leaf) ? zero : undefined));
  return { graph: writer, matrix: derivative.entries, offset };
}
