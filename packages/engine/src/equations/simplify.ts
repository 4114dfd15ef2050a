import { binaryOperations, unaryOperations } from "../compile/operations.ts";
import type { BinaryOp, GraphWriter, NodeId, Op, UnaryOp } from "./graph.ts";

type Found = NodeId | undefined;

function constant(graph: GraphWriter, node: NodeId): number | undefined {
  return graph.op(node) === "number" ? graph.value(node) : undefined;
}

const opposite: Partial<Record<Op, BinaryOp>> = { eq: "ne", ne: "eq" };

/** A simpler node that equals `op(of)` for every finite argument; undefined when there is none. */
export function simplifyUnary(graph: GraphWriter, op: UnaryOp, of: NodeId): Found {
  const value = constant(graph, of);
  if (value !== undefined) return graph.number(unaryOperations[op](value));
  const inner = graph.op(of);
  const [first = of, second = of] = graph.args(of);
  if (op === "neg" && inner === "neg") return first;
  if (op === "neg" && inner === "sub") return graph.binary("sub", second, first);
  if (op === "abs" && inner === "neg") return graph.unary("abs", first);
  if (op === "abs" && inner === "abs") return of;
  const reversed = opposite[inner];
  return op === "not" && reversed ? graph.binary(reversed, first, second) : undefined;
}

/** A simpler node that equals `op(left, right)`; undefined when there is none. */
export function simplifyBinary(graph: GraphWriter, op: BinaryOp, left: NodeId, right: NodeId): Found {
  const a = constant(graph, left);
  const b = constant(graph, right);
  if (a !== undefined && b !== undefined) return graph.number(binaryOperations[op](a, b));
  return rules[op]?.(graph, left, right, a, b);
}

type Rule = (
  graph: GraphWriter,
  left: NodeId,
  right: NodeId,
  a: number | undefined,
  b: number | undefined,
) => Found;

function negated(graph: GraphWriter, node: NodeId): Found {
  return graph.op(node) === "neg" ? graph.args(node)[0] : undefined;
}

const add: Rule = (graph, left, right, a, b) => {
  if (a === 0) return right;
  if (b === 0) return left;
  const minusRight = negated(graph, right);
  if (minusRight !== undefined) return graph.binary("sub", left, minusRight);
  const minusLeft = negated(graph, left);
  return minusLeft === undefined ? undefined : graph.binary("sub", right, minusLeft);
};

const sub: Rule = (graph, left, right, a, b) => {
  if (b === 0) return left;
  if (a === 0) return graph.unary("neg", right);
  if (left === right && graph.surelyFinite(left)) return graph.number(0);
  const minusRight = negated(graph, right);
  return minusRight === undefined ? undefined : graph.binary("add", left, minusRight);
};

const mul: Rule = (graph, left, right, a, b) => {
  if (a !== undefined) return timesNumber(graph, right, a);
  if (b !== undefined) return timesNumber(graph, left, b);
  const minusLeft = negated(graph, left);
  if (minusLeft !== undefined) return graph.unary("neg", graph.binary("mul", minusLeft, right));
  const minusRight = negated(graph, right);
  return minusRight === undefined ? undefined : graph.unary("neg", graph.binary("mul", left, minusRight));
};

function timesNumber(graph: GraphWriter, node: NodeId, factor: number): Found {
  if (factor === 1) return node;
  if (factor === -1) return graph.unary("neg", node);
  if (factor === 0 && graph.surelyFinite(node)) return graph.number(0);
  const minus = negated(graph, node);
  return minus === undefined ? undefined : graph.binary("mul", graph.number(-factor), minus);
}

const div: Rule = (graph, left, _right, _a, b) => {
  if (b === 1) return left;
  if (b === -1) return graph.unary("neg", left);
  const minusLeft = negated(graph, left);
  return minusLeft === undefined ? undefined : graph.unary("neg", graph.binary("div", minusLeft, _right));
};

const pow: Rule = (graph, left, _right, _a, b) => {
  if (b === 0) return graph.number(1);
  if (b === 1) return left;
  if (b === -1) return graph.binary("div", graph.number(1), left);
  if (b === 0.5) return graph.unary("sqrt", left);
  if (b === 2) return graph.binary("mul", left, left);
  if (b === 3) return graph.binary("mul", graph.binary("mul", left, left), left);
  return undefined;
};

const either: Rule = (_graph, left, right) => (left === right ? left : undefined);

const and: Rule = (graph, _left, _right, a, b) => (a === 0 || b === 0 ? graph.number(0) : undefined);

const or: Rule = (graph, _left, _right, a, b) =>
  (a !== undefined && a !== 0) || (b !== undefined && b !== 0) ? graph.number(1) : undefined;

const rules: Partial<Record<BinaryOp, Rule>> = { add, sub, mul, div, pow, min: either, max: either, and, or };

/** A simpler node that equals `select(condition, then, otherwise)`; undefined when there is none. */
export function simplifySelect(
  graph: GraphWriter,
  condition: NodeId,
  then: NodeId,
  otherwise: NodeId,
): Found {
  const value = constant(graph, condition);
  if (value !== undefined) return value !== 0 ? then : otherwise;
  if (then === otherwise) return then;
  const inner = graph.args(condition)[0];
  if (graph.op(condition) === "not" && inner !== undefined) return graph.select(inner, otherwise, then);
  return undefined;
}
