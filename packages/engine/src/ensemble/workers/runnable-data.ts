import { ExpressionGraph } from "../../equations/expression-graph.ts";
import type { GraphReader, NodeId, Op } from "../../equations/graph.ts";
import { model } from "../../model/model.ts";
import type { ModelSpec } from "../../model/model-spec.ts";
import type { System } from "../../model/system.ts";
import type { Runnable } from "../runnable.ts";

/** A graph as plain data: by node, its operation, arguments, and value or slot. */
interface GraphData {
  readonly ops: readonly Op[];
  readonly args: readonly (readonly NodeId[])[];
  readonly payloads: readonly number[];
}

/** What an ensemble runs, as plain data for the way to a worker. */
export type RunnableData =
  | { readonly spec: ModelSpec }
  | { readonly id: string; readonly system: Omit<System, "graph"> & { readonly graph: GraphData } };

export function runnableData(runnable: Runnable): RunnableData {
  if (!("system" in runnable)) return { spec: runnable };
  const { id, system } = runnable;
  return { id, system: { ...system, graph: graphData(system.graph) } };
}

export function runnableFrom(data: RunnableData): Runnable {
  if ("spec" in data) return model(data.spec);
  const { id, system } = data;
  return { id, system: { ...system, graph: ExpressionGraph.from(reader(system.graph)) } };
}

function graphData(graph: GraphReader): GraphData {
  const nodes = Array.from({ length: graph.size }, (_, node) => node);
  return {
    ops: nodes.map((node) => graph.op(node)),
    args: nodes.map((node) => graph.args(node)),
    payloads: nodes.map((node) => graph.value(node)),
  };
}

function reader({ ops, args, payloads }: GraphData): GraphReader {
  const payload = (node: NodeId) => payloads[node]!;
  return {
    size: ops.length,
    op: (node) => ops[node]!,
    args: (node) => args[node]!,
    value: payload,
    slot: payload,
  };
}
