import type { ExpressionGraph, NodeId, UnaryOp } from "@homeostat/engine";

/** Short names for what formulas are made of. */
export class GraphAlgebra {
  readonly graph: ExpressionGraph;

  constructor(graph: ExpressionGraph) {
    this.graph = graph;
  }

  number(value: number): NodeId {
    return this.graph.number(value);
  }

  of(op: UnaryOp, x: NodeId): NodeId {
    return this.graph.unary(op, x);
  }

  add(a: NodeId, b: NodeId): NodeId {
    return this.graph.binary("add", a, b);
  }

  subtract(a: NodeId, b: NodeId): NodeId {
    return this.graph.binary("sub", a, b);
  }

  multiply(a: NodeId, b: NodeId): NodeId {
    return this.graph.binary("mul", a, b);
  }

  divide(a: NodeId, b: NodeId): NodeId {
    return this.graph.binary("div", a, b);
  }

  negative(x: NodeId): NodeId {
    return this.graph.unary("neg", x);
  }

  inverse(x: NodeId): NodeId {
    return this.divide(this.number(1), x);
  }

  /** Any number as a condition: what is not 0 is true. */
  truth(x: NodeId): NodeId {
    return conditions.has(this.graph.op(x)) ? x : this.graph.binary("ne", x, this.number(0));
  }

  /** Toward zero. */
  truncated(x: NodeId): NodeId {
    const below = this.graph.binary("lt", x, this.number(0));
    return this.graph.select(below, this.of("ceil", x), this.of("floor", x));
  }

  logarithm(x: NodeId, base: NodeId): NodeId {
    const value = this.constant(base);
    if (value === 10) return this.of("log10", x);
    return value === 2 ? this.of("log2", x) : this.divide(this.of("log", x), this.of("log", base));
  }

  /** Odd roots of negative numbers are negative. */
  root(x: NodeId, degree: NodeId): NodeId {
    const value = this.constant(degree);
    if (value === 2) return this.of("sqrt", x);
    const power = (base: NodeId) => this.graph.binary("pow", base, this.inverse(degree));
    const odd = value !== undefined && Number.isInteger(value) && Math.abs(value % 2) === 1;
    return odd ? this.multiply(this.of("sign", x), power(this.of("abs", x))) : power(x);
  }

  /** Γ(x + 1) by Lanczos' approximation (Lanczos 1964, SIAM J Numer Anal 1:86; g = 7, nine terms: 15 digits); exact for small whole numbers. */
  factorial(x: NodeId): NodeId {
    const value = this.constant(x);
    if (value !== undefined && Number.isInteger(value) && value >= 0 && value <= 170)
      return this.number(product(value));
    const series = lanczos
      .slice(1)
      .map((coefficient, i) => this.divide(this.number(coefficient), this.add(x, this.number(i + 1))))
      .reduce((a, b) => this.add(a, b), this.number(lanczos[0]!));
    const base = this.add(x, this.number(7.5));
    const power = this.graph.binary("pow", base, this.add(x, this.number(0.5)));
    const scale = this.multiply(this.number(Math.sqrt(2 * Math.PI)), this.of("exp", this.negative(base)));
    return this.multiply(this.multiply(scale, power), series);
  }

  constant(x: NodeId): number | undefined {
    return this.graph.op(x) === "number" ? this.graph.value(x) : undefined;
  }
}

const conditions: ReadonlySet<string> = new Set(["not", "lt", "le", "gt", "ge", "eq", "ne", "and", "or"]);

const lanczos = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

function product(to: number): number {
  let value = 1;
  for (let i = 2; i <= to; i++) value *= i;
  return value;
}
