import { reachable } from "../compile/layout.ts";
import type { GraphReader, NodeId } from "./graph.ts";

/** The slots that an expression reads, each ascending. */
export interface Dependencies {
  readonly states: readonly number[];
  readonly inputs: readonly number[];
  readonly parameters: readonly number[];
  readonly time: boolean;
}

export function dependencies(graph: GraphReader, roots: readonly NodeId[]): Dependencies {
  const nodes = reachable(graph, roots);
  const slots = (op: "state" | "input" | "parameter") =>
    nodes
      .filter((node) => graph.op(node) === op)
      .map((node) => graph.slot(node))
      .sort((a, b) => a - b);
  return {
    states: slots("state"),
    inputs: slots("input"),
    parameters: slots("parameter"),
    time: nodes.some((node) => graph.op(node) === "time"),
  };
}
