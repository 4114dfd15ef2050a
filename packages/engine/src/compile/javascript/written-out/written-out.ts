import type { GraphReader, NodeId } from "../../../equations/graph.ts";
import { exponentialText } from "./exponential-text.ts";
import type { FunctionText } from "./function-text.ts";
import { powerText } from "./power-text.ts";

const functions: Readonly<Record<string, FunctionText>> = {
  exp: exponentialText,
  pow: powerText,
};

/** In plain operations. Longer sections call: runtimes do not optimise functions of any length. */
const longest = 2_000;

export const writtenOutGiven: Readonly<Record<string, unknown>> = Object.assign(
  {},
  ...Object.values(functions).map(({ given }) => given),
);

/** The functions to be written out in a section. */
export function writtenOut(graph: GraphReader, nodes: readonly NodeId[]): ReadonlyMap<string, FunctionText> {
  if (writtenOutLength(graph, nodes) === 0) return new Map();
  return new Map(Object.entries(functions).filter(([op]) => nodes.some((node) => graph.op(node) === op)));
}

/** How many plain operations the functions that are written out in a section are as long as. */
export function writtenOutLength(graph: GraphReader, nodes: readonly NodeId[]): number {
  const length = nodes.reduce((sum, node) => sum + (functions[graph.op(node)]?.length ?? 0), 0);
  return length <= longest ? length : 0;
}
