import type { GraphReader, NodeId } from "../../../equations/graph.ts";
import { exponentialText } from "./exponential-text.ts";
import { powerText } from "./power-text.ts";
import { tangentText } from "./tangent-text.ts";

/**
 * A function whose steps are written out where it is used: a call would put its arguments and its result on the heap.
 * Its text assigns its variables, which all uses in a section share, after its arguments have been computed.
 */
export interface WrittenOut {
  /** How much code it makes, relative to the shortest. */
  readonly length: number;
  readonly variables: readonly string[];
  /** The one that holds the second argument while the first is computed, which must not assign it. */
  readonly waiting?: string;
  /** What its text reads, by name. */
  readonly given: Readonly<Record<string, unknown>>;
  readonly text: (x: string, y: string) => string;
}

const functions: Readonly<Record<string, WrittenOut>> = {
  exp: exponentialText,
  pow: powerText,
  tanh: tangentText,
};

/** Longer sections call: runtimes do not optimise functions of any length. */
const longest = 200;

export const writtenOutGiven: Readonly<Record<string, unknown>> = Object.assign(
  {},
  ...Object.values(functions).map(({ given }) => given),
);

/** The functions to be written out in a section. */
export function writtenOut(graph: GraphReader, nodes: readonly NodeId[]): ReadonlyMap<string, WrittenOut> {
  const used = new Map<string, WrittenOut>();
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
