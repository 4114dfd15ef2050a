import { type ExpressionGraph, failure, type NodeId, type UnaryOp } from "@homeostat/engine";

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

  /** Of a constant: factorials that change in time have no derivative. */
  factorial(x: NodeId): NodeId {
    const value = this.constant(x);
    if (value === undefined || !Number.isInteger(value) || value < 0 || value > 170) {
      const why = "only the factorial of a constant whole number from 0 to 170 is a number";
      throw failure("HS1505", {
        what: "This factorial",
        why,
        cure: "Write the product, or the gamma function's value.",
      });
    }
    let product = 1;
    for (let i = 2; i <= value; i++) product *= i;
    return this.number(product);
  }

  constant(x: NodeId): number | undefined {
    return this.graph.op(x) === "number" ? this.graph.value(x) : undefined;
  }
}

const conditions: ReadonlySet<string> = new Set(["not", "lt", "le", "gt", "ge", "eq", "ne", "and", "or"]);
