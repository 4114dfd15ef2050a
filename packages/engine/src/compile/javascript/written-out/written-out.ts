import type { GraphReader, NodeId } from "../../../equations/graph.ts";
import { exponentialText } from "./exponential-text.ts";
import type { FunctionText } from "./function-text.ts";
import { powerText } from "./power-text.ts";

const functions: Readonly<Record<string, FunctionText>> = {
  exp: exponentialText,
  pow: powerText,
};

/** Longer sections call: runtimes do not optimise functions of any length. */
const longest = 200;

export const writtenOutGiven: Readonly<Record<string, unknown>> = Object.assign(
  {},
  ...Object.values(functions).map(({ given }) => given),
);

/** The functions to be written out in a section. */
export function writtenOut(graph: GraphReader, nodes: readonly NodeId[]): ReadonlyMap<string, FunctionText> {
  const used = new Map<string, FunctionText>();
  let length = 0;
  for (const node of nodes) {
    const op = graph.op(node);
    const found = functions[op];
    if (found === undefined) continue;
    used.set(op, found);
    length += found.length;
  }
  return length <= longest ? used : new Map();
}
