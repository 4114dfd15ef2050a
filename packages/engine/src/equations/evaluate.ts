import { reachable } from "../compile/layout.ts";
import { binaryOperations, unaryOperations } from "../compile/operations.ts";
import type { BinaryOp, GraphReader, NodeId, UnaryOp } from "./graph.ts";

/** The values of the leaves. */
export interface Leaves {
  readonly time?: number;
  readonly states?: ArrayLike<number>;
  readonly inputs?: ArrayLike<number>;
  readonly parameters?: ArrayLike<number>;
}

type Values = Map<NodeId, number>;

/** The value of one node, straight from the meaning of each operation; NaN where it reads a leaf that is not given. */
export function evaluate(graph: GraphReader, root: NodeId, leaves: Leaves): number {
  const values: Values = new Map();
  for (const node of reachable(graph, [root])) values.set(node, valueOfNode(graph, node, leaves, values));
  return values.get(root)!;
}

function valueOfNode(graph: GraphReader, node: NodeId, leaves: Leaves, values: Values): number {
  const op = graph.op(node);
  const [a = 0, b = 0, c = 0] = graph.args(node).map((arg) => values.get(arg)!);
  switch (op) {
    case "number":
      return graph.value(node);
    case "time":
      return leaves.time ?? Number.NaN;
    case "state":
      return leaves.states?.[graph.slot(node)] ?? Number.NaN;
    case "input":
      return leaves.inputs?.[graph.slot(node)] ?? Number.NaN;
    case "parameter":
      return leaves.parameters?.[graph.slot(node)] ?? Number.NaN;
    case "select":
      return a !== 0 ? b : c;
    default:
      return op in unaryOperations
        ? unaryOperations[op as UnaryOp](a)
        : binaryOperations[op as BinaryOp](a, b);
  }
}
