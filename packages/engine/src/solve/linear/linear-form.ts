import { reachable } from "../../compile/layout.ts";
import { differentiate, type SparseEntry } from "../../equations/differentiate.ts";
import { ExpressionGraph } from "../../equations/expression-graph.ts";
import type { GraphReader, NodeId } from "../../equations/graph.ts";
import { substitute } from "../../equations/substitute.ts";
import type { System } from "../../model/system.ts";

/** dy/dt = A·y + c, with A and c as nodes over parameters and inputs only. */
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
  if (system.constraints !== undefined || system.delays !== undefined) return undefined;
  const roots = system.states.map((state) => state.derivative);
  if (!isAffine(system.graph, roots)) return undefined;
  const graph = ExpressionGraph.from(system.graph);
  const leaves = system.states.map((_, slot) => graph.leaf("state", slot));
  const derivative = differentiate(graph, roots, leaves);
  const writer = ExpressionGraph.from(derivative.graph);
  const zero = writer.number(0);
  const offset = substitute(writer, roots, (leaf) => (writer.op(leaf) === "state" ? zero : undefined));
  return { graph: writer, matrix: derivative.entries, offset };
}

/** A proof by the form of the expressions: no time, and states only under sums, and products or choices free of them. */
function isAffine(graph: GraphReader, roots: readonly NodeId[]): boolean {
  const moving = new Set<NodeId>();
  for (const node of reachable(graph, roots)) {
    const op = graph.op(node);
    if (op === "time") return false;
    const args = graph.args(node).map((arg) => moving.has(arg));
    if (op !== "state" && !args.some(Boolean)) continue;
    if (!keepsAffine(op, args)) return false;
    moving.add(node);
  }
  return true;
}

function keepsAffine(op: string, [first = false, second = false]: readonly boolean[]): boolean {
  switch (op) {
    case "state":
    case "neg":
    case "add":
    case "sub":
      return true;
    case "mul":
      return !(first && second);
    case "div":
      return !second;
    case "select":
      return !first;
    default:
      return false;
  }
}
