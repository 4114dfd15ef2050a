import { type ExpressionGraph, failure, type NodeId } from "@homeostat/engine";
import { GraphAlgebra } from "./graph-algebra.ts";
import type { Mathematics, Operator } from "./mathematics.ts";
import { type Scope, withNames } from "./scope.ts";

const deepestCalls = 200;

/** Mathematics as nodes of a graph, functions put in where they are called. */
export function lowerMathematics(graph: ExpressionGraph, math: Mathematics, scope: Scope, calls = 0): NodeId {
  const k = new GraphAlgebra(graph);
  const lower = (one: Mathematics, within = scope) => lowerMathematics(graph, one, within, calls);
  switch (math.kind) {
    case "number":
      return graph.number(math.value);
    case "name":
      return scope.name(math.name);
    case "time":
      return scope.time();
    case "delay":
      return scope.delay((within) => lower(math.of, within), lower(math.by));
    case "rateOf":
      return scope.rateOf(math.name);
    case "piecewise":
      return math.pieces.reduceRight(
        (otherwise, { value, when }) => graph.select(k.truth(lower(when)), lower(value), otherwise),
        math.otherwise === null ? graph.number(Number.NaN) : lower(math.otherwise),
      );
    case "call":
      return lowerCall(graph, math, scope, calls);
    case "apply":
      return lowerOperators[math.operator](
        k,
        math.arguments.map((one) => lower(one)),
      );
  }
}

function lowerCall(
  graph: ExpressionGraph,
  call: Extract<Mathematics, { kind: "call" }>,
  scope: Scope,
  calls: number,
): NodeId {
  const lambda = scope.function(call.name);
  if (lambda === undefined || lambda.parameters.length !== call.arguments.length || calls > deepestCalls) {
    const problem =
      lambda === undefined
        ? "there is no such function"
        : calls > deepestCalls
          ? "it calls itself without end"
          : `it takes ${lambda.parameters.length} arguments, not ${call.arguments.length}`;
    const rule =
      "A function is defined once, does not call itself, and is called with as many arguments as it has.";
    throw failure("HS1503", { element: call.name, problem, rule });
  }
  const given = call.arguments.map((one) => lowerMathematics(graph, one, scope, calls));
  const own = new Map(lambda.parameters.map((name, i) => [name, given[i]!]));
  return lowerMathematics(graph, lambda.body, withNames(scope, own, graph.number(0)), calls + 1);
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
