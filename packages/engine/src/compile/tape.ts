import type { BinaryOp, GraphReader, NodeId, UnaryOp } from "../equations/graph.ts";
import { reachable } from "./layout.ts";
import { binaryOperations, unaryOperations } from "./operations.ts";

const none = new Float64Array(0);

/** Fills its part of a table of values, one a node, from time, states, parameters and inputs. */
export type Tape = (t: number, y: Float64Array, p: Float64Array, u: Float64Array) => void;

/** Computes what some roots need beyond their constants. */
export function movingTape(
  graph: GraphReader,
  values: Float64Array,
  roots: readonly NodeId[],
  constants: readonly NodeId[],
) {
  const held = new Set(constants);
  const moving = reachable(graph, roots, held).filter((node) => !held.has(node));
  const run = tapeOf(graph, values, moving);
  return (t: number, y: Float64Array, c: Float64Array) => {
    for (let i = 0; i < constants.length; i++) values[constants[i]!] = c[i]!;
    run(t, y, none, none);
  };
}

export function tapeOf(graph: GraphReader, values: Float64Array, nodes: readonly NodeId[]): Tape {
  const steps = nodes.map((node) => stepOf(graph, values, node));
  return (t, y, p, u) => {
    for (const step of steps) step(t, y, p, u);
  };
}

function stepOf(graph: GraphReader, values: Float64Array, node: NodeId): Tape {
  const op = graph.op(node);
  const [a = 0, b = 0, c = 0] = graph.args(node);
  switch (op) {
    case "number": {
      const value = graph.value(node);
      return () => {
        values[node] = value;
      };
    }
    case "time":
      return (t) => {
        values[node] = t;
      };
    case "state":
    case "parameter":
    case "input":
      return leafStep(values, node, op, graph.slot(node));
    case "select":
      return () => {
        values[node] = values[a] !== 0 ? values[b]! : values[c]!;
      };
    default:
      return operationStep(values, node, op, a, b);
  }
}

function leafStep(
  values: Float64Array,
  node: NodeId,
  op: "state" | "parameter" | "input",
  slot: number,
): Tape {
  if (op === "state") {
    return (_t, y) => {
      values[node] = y[slot]!;
    };
  }
  if (op === "parameter") {
    return (_t, _y, p) => {
      values[node] = p[slot]!;
    };
  }
  return (_t, _y, _p, u) => {
    values[node] = u[slot]!;
  };
}

function operationStep(
  values: Float64Array,
  node: NodeId,
  op: UnaryOp | BinaryOp,
  a: NodeId,
  b: NodeId,
): Tape {
  if (op in unaryOperations) {
    const unary = unaryOperations[op as UnaryOp];
    return () => {
      values[node] = unary(values[a]!);
    };
  }
  const binary = binaryOperations[op as BinaryOp];
  return () => {
    values[node] = binary(values[a]!, values[b]!);
  };
}
