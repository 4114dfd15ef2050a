import type { BinaryOp, GraphWriter, NodeId, Op, UnaryOp } from "./graph.ts";

/** Writes formulas over nodes as short as on paper. */
export class Algebra {
  private readonly graph: GraphWriter;

  constructor(graph: GraphWriter) {
    this.graph = graph;
  }

  readonly number = (value: number): NodeId => this.graph.number(value);
  readonly apply = (op: UnaryOp, a: NodeId): NodeId => this.graph.unary(op, a);
  readonly combine = (op: BinaryOp, a: NodeId, b: NodeId): NodeId => this.graph.binary(op, a, b);
  readonly plus = (a: NodeId, b: NodeId): NodeId => this.graph.binary("add", a, b);
  readonly minus = (a: NodeId, b: NodeId): NodeId => this.graph.binary("sub", a, b);
  readonly times = (a: NodeId, b: NodeId): NodeId => this.graph.binary("mul", a, b);
  readonly over = (a: NodeId, b: NodeId): NodeId => this.graph.binary("div", a, b);
  readonly power = (a: NodeId, b: NodeId): NodeId => this.graph.binary("pow", a, b);
  readonly minusOf = (a: NodeId): NodeId => this.graph.unary("neg", a);
  readonly square = (a: NodeId): NodeId => this.graph.binary("mul", a, a);
  readonly choose = (condition: NodeId, then: NodeId, otherwise: NodeId): NodeId =>
    this.graph.select(condition, then, otherwise);
}

type UnaryPartial = (k: Algebra, x: NodeId, self: NodeId) => NodeId;

const one = (k: Algebra) => k.number(1);
const inverse = (k: Algebra, x: NodeId) => k.over(one(k), x);
const onePlusSquare = (k: Algebra, x: NodeId) => k.plus(k.square(x), one(k));
const oneMinusSquare = (k: Algebra, x: NodeId) => k.minus(one(k), k.square(x));
const inverseRoot = (k: Algebra, x: NodeId) => inverse(k, k.apply("sqrt", x));

/** d op(x) / dx, written with the node itself where that is cheapest. Steps (floor, sign, conditions) have none. */
export const unaryPartials: Partial<Record<UnaryOp, UnaryPartial>> = {
  neg: (k) => k.number(-1),
  exp: (_, _x, self) => self,
  log: (k, x) => inverse(k, x),
  log10: (k, x) => k.over(k.number(Math.LOG10E), x),
  log2: (k, x) => k.over(k.number(Math.LOG2E), x),
  sqrt: (k, _x, self) => k.over(k.number(0.5), self),
  abs: (k, x) => k.apply("sign", x),
  sin: (k, x) => k.apply("cos", x),
  cos: (k, x) => k.minusOf(k.apply("sin", x)),
  tan: (k, _x, self) => onePlusSquare(k, self),
  asin: (k, x) => inverseRoot(k, oneMinusSquare(k, x)),
  acos: (k, x) => k.minusOf(inverseRoot(k, oneMinusSquare(k, x))),
  atan: (k, x) => inverse(k, onePlusSquare(k, x)),
  sinh: (k, x) => k.apply("cosh", x),
  cosh: (k, x) => k.apply("sinh", x),
  tanh: (k, _x, self) => oneMinusSquare(k, self),
  asinh: (k, x) => inverseRoot(k, onePlusSquare(k, x)),
  acosh: (k, x) => inverseRoot(k, k.minus(k.square(x), one(k))),
  atanh: (k, x) => inverse(k, oneMinusSquare(k, x)),
};

type BinaryPartial = (k: Algebra, a: NodeId, b: NodeId, self: NodeId) => NodeId;

const sumOfSquares: BinaryPartial = (k, a, b) => k.plus(k.square(a), k.square(b));

/** d op(a, b) / da and d op(a, b) / db. */
export const binaryPartials: Partial<Record<Op, readonly [BinaryPartial, BinaryPartial]>> = {
  add: [one, one],
  sub: [one, (k) => k.number(-1)],
  mul: [(_, _a, b) => b, (_, a) => a],
  div: [(k, _a, b) => inverse(k, b), (k, _a, b, self) => k.minusOf(k.over(self, b))],
  /** The second is 0 at a ≤ 0, where a^b has no derivative in b (or 0, for b > 0): 0^b stays usable. */
  pow: [
    (k, a, b) => k.times(b, k.power(a, k.minus(b, one(k)))),
    (k, a, _b, self) =>
      k.choose(k.combine("gt", a, k.number(0)), k.times(self, k.apply("log", a)), k.number(0)),
  ],
  mod: [one, (k, a, b) => k.minusOf(k.apply("floor", k.over(a, b)))],
  atan2: [
    (k, a, b, self) => k.over(b, sumOfSquares(k, a, b, self)),
    (k, a, b, self) => k.minusOf(k.over(a, sumOfSquares(k, a, b, self))),
  ],
};
