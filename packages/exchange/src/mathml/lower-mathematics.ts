import type { ExpressionGraph, NodeId } from "@homeostat/engine";
import { failure } from "../errors/registry.ts";
import { GraphAlgebra } from "./graph-algebra.ts";
import type { Mathematics, Operator } from "./mathematics.ts";
import { newBudget, type OwnName, type OwnNames, type Scope } from "./scope.ts";

const deepest = 800;
const none: OwnNames = new Map();

/** Mathematics as nodes of a graph, functions put in where they are called. Throws HS1502 and HS1503. */
export function lowerMathematics(
  graph: ExpressionGraph,
  math: Mathematics,
  scope: Scope,
  own: OwnNames = none,
): NodeId {
  return new MathematicsLowering(graph).lower(math, { scope, own, depth: 0 });
}

/** Where an expression stands: its own names go before those of the model. */
interface Environment {
  readonly scope: Scope;
  readonly own: OwnNames;
  readonly depth: number;
}

class MathematicsLowering {
  readonly #graph: ExpressionGraph;
  readonly #k: GraphAlgebra;

  constructor(graph: ExpressionGraph) {
    this.#graph = graph;
    this.#k = new GraphAlgebra(graph);
  }

  lower(math: Mathematics, around: Environment): NodeId {
    const at = deeper(around);
    const { scope, own } = at;
    switch (math.kind) {
      case "number":
        return this.#graph.number(math.value);
      case "name":
        return own.get(math.name)?.value(scope) ?? scope.name(math.name);
      case "time":
        return scope.time();
      case "delay":
        return scope.delay((other) => this.lower(math.of, { ...at, scope: other }), this.lower(math.by, at));
      case "rateOf":
        return own.get(math.name)?.rate(scope) ?? scope.rateOf(math.name, math.along);
      case "piecewise":
        return this.#piecewise(math, at);
      case "call":
        return this.#call(math, at);
      case "apply": {
        const values = math.arguments.map((one) => this.lower(one, at));
        return lowerOperators[math.operator](this.#k, values);
      }
    }
  }

  #piecewise({ pieces, otherwise }: Extract<Mathematics, { kind: "piecewise" }>, at: Environment): NodeId {
    const last = otherwise === null ? this.#graph.number(Number.NaN) : this.lower(otherwise, at);
    return pieces.reduceRight(
      (rest, { value, when }) =>
        this.#graph.select(this.#k.truth(this.lower(when, at)), this.lower(value, at), rest),
      last,
    );
  }

  /** The body sees its parameters and the model, not the names of whoever calls it. */
  #call({ name, arguments: given }: Extract<Mathematics, { kind: "call" }>, at: Environment): NodeId {
    const lambda = at.scope.function(name);
    if (lambda === undefined) throw badCall(name, "there is no such function");
    if (lambda.parameters.length !== given.length)
      throw badCall(name, `it takes ${lambda.parameters.length} arguments, not ${given.length}`);
    const own = new Map(lambda.parameters.map((parameter, i) => [parameter, this.#argument(given[i]!, at)]));
    return this.lower(lambda.body, { ...at, own });
  }

  #argument(math: Mathematics, at: Environment): OwnName {
    const known = new Map<Scope, NodeId>();
    return {
      value: (scope) => {
        const node = known.get(scope) ?? this.lower(math, { ...at, scope });
        known.set(scope, node);
        return node;
      },
      rate: (scope) => {
        if (math.kind === "name") return this.lower({ kind: "rateOf", name: math.name }, { ...at, scope });
        if (math.kind === "number") return this.#graph.number(0);
        if (math.kind === "time") return this.#graph.number(1);
        throw badCall("rateOf", "it is given an expression through a function, and is of names only");
      },
    };
  }
}

function deeper({ scope, own, depth }: Environment): Environment {
  scope.budget.left -= 1;
  if (scope.budget.left < 0)
    throw failure("HS1502", { what: "mathematics with functions put in", limit: newBudget().left });
  if (depth > deepest) throw failure("HS1502", { what: "nested mathematics", limit: deepest });
  return { scope, own, depth: depth + 1 };
}

function badCall(name: string, problem: string) {
  const rule =
    "A function is defined once, does not call itself, and is called with as many arguments as it has.";
  return failure("HS1503", { element: name, problem, rule });
}

type Rule = (k: GraphAlgebra, values: readonly NodeId[]) => NodeId;
const unary =
  (rule: (k: GraphAlgebra, x: NodeId) => NodeId): Rule =>
  (k, [x]) =>
    rule(k, x!);
const binary =
  (rule: (k: GraphAlgebra, a: NodeId, b: NodeId) => NodeId): Rule =>
  (k, [a, b]) =>
    rule(k, a!, b!);
/** a < b < c means a < b and b < c. */
const chain =
  (op: "eq" | "lt" | "le" | "gt" | "ge"): Rule =>
  (k, values) =>
    values
      .slice(1)
      .map((value, i) => k.graph.binary(op, values[i]!, value))
      .reduce((a, b) => k.graph.binary("and", a, b));
const fold =
  (op: "and" | "or", empty: number): Rule =>
  (k, values) =>
    values.map((value) => k.truth(value)).reduce((a, b) => k.graph.binary(op, a, b), k.number(empty));

const lowerOperators: Readonly<Record<Operator, Rule>> = {
  plus: (k, values) => values.reduce((a, b) => k.add(a, b), k.number(0)),
  minus: (k, [a, b]) => (b === undefined ? k.negative(a!) : k.subtract(a!, b)),
  times: (k, values) => values.reduce((a, b) => k.multiply(a, b), k.number(1)),
  divide: binary((k, a, b) => k.divide(a, b)),
  power: binary((k, a, b) => k.graph.binary("pow", a, b)),
  root: binary((k, x, degree) => k.root(x, degree)),
  log: binary((k, x, base) => k.logarithm(x, base)),
  ln: unary((k, x) => k.of("log", x)),
  exp: unary((k, x) => k.of("exp", x)),
  abs: unary((k, x) => k.of("abs", x)),
  floor: unary((k, x) => k.of("floor", x)),
  ceiling: unary((k, x) => k.of("ceil", x)),
  factorial: unary((k, x) => k.factorial(x)),
  sin: unary((k, x) => k.of("sin", x)),
  cos: unary((k, x) => k.of("cos", x)),
  tan: unary((k, x) => k.of("tan", x)),
  sec: unary((k, x) => k.inverse(k.of("cos", x))),
  csc: unary((k, x) => k.inverse(k.of("sin", x))),
  cot: unary((k, x) => k.inverse(k.of("tan", x))),
  sinh: unary((k, x) => k.of("sinh", x)),
  cosh: unary((k, x) => k.of("cosh", x)),
  tanh: unary((k, x) => k.of("tanh", x)),
  sech: unary((k, x) => k.inverse(k.of("cosh", x))),
  csch: unary((k, x) => k.inverse(k.of("sinh", x))),
  coth: unary((k, x) => k.inverse(k.of("tanh", x))),
  arcsin: unary((k, x) => k.of("asin", x)),
  arccos: unary((k, x) => k.of("acos", x)),
  arctan: unary((k, x) => k.of("atan", x)),
  arcsec: unary((k, x) => k.of("acos", k.inverse(x))),
  arccsc: unary((k, x) => k.of("asin", k.inverse(x))),
  arccot: unary((k, x) => k.of("atan", k.inverse(x))),
  arcsinh: unary((k, x) => k.of("asinh", x)),
  arccosh: unary((k, x) => k.of("acosh", x)),
  arctanh: unary((k, x) => k.of("atanh", x)),
  arcsech: unary((k, x) => k.of("acosh", k.inverse(x))),
  arccsch: unary((k, x) => k.of("asinh", k.inverse(x))),
  arccoth: unary((k, x) => k.of("atanh", k.inverse(x))),
  eq: chain("eq"),
  lt: chain("lt"),
  leq: chain("le"),
  gt: chain("gt"),
  geq: chain("ge"),
  neq: binary((k, a, b) => k.graph.binary("ne", a, b)),
  and: fold("and", 1),
  or: fold("or", 0),
  xor: (k, values) =>
    values.map((value) => k.truth(value)).reduce((a, b) => k.graph.binary("ne", a, b), k.number(0)),
  not: unary((k, x) => k.graph.unary("not", k.truth(x))),
  implies: binary((k, a, b) => k.graph.binary("or", k.graph.unary("not", k.truth(a)), k.truth(b))),
  max: (k, values) => values.reduce((a, b) => k.graph.binary("max", a, b)),
  min: (k, values) => values.reduce((a, b) => k.graph.binary("min", a, b)),
  quotient: binary((k, a, b) => k.truncated(k.divide(a, b))),
  rem: binary((k, a, b) => k.subtract(a, k.multiply(b, k.truncated(k.divide(a, b))))),
};
