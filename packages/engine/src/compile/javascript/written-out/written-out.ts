import type { GraphReader, NodeId } from "../../../equations/graph.ts";
import { exponentialText } from "./exponential-text.ts";
import type { FunctionText } from "./function-text.ts";
import { powerText } from "./power-text.ts";

const functions: Readonly<Record<string, FunctionText>> = {
  exp: exponentialText,
  pow: powerText,
};

/**
 * In plain operations. Straight lines are optimised up to far above it (900 exponentials take half the time written out, 1,300
 * 25 times as long as calls or more): docs/credibility/speed.md, as for the other two lengths.
 */
const longest = 5_000;

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
