import { didYouMean } from "../errors/did-you-mean.ts";
import { failure } from "../errors/registry.ts";
import { linkBetween } from "../units/link.ts";
import { conversionBetween, formatUnit, powerOfUnit, sameDimension, unity } from "../units/unit.ts";
import type { Expression, Operator } from "./ast.ts";
import { functionNames, type SharedFunction, sharedFunctions, unaryFunctions } from "./functions.ts";
import type { BinaryOp } from "./graph.ts";
import {
  equationUnit,
  type Kind,
  powerKind,
  productKind,
  quantity,
  quotientKind,
  requireCondition,
  requirePureNumber,
  sameKind,
} from "./kind.ts";
import type { Lowered, Scope, Typed } from "./scope.ts";

type Of<K extends Expression["kind"]> = Extract<Expression, { kind: K }>;

/**
 * Turns an expression into nodes while inferring and checking its unit.
 * @throws HomeostatError HS1001, HS1002, HS1103, HS1109–HS1116 with line and column
 */
export function lowerExpression(expression: Expression, scope: Scope): Lowered {
  const { node, kind } = lowerKind(expression, scope);
  return { expression, node, kind };
}

function lowerKind(expression: Expression, scope: Scope): Typed {
  switch (expression.kind) {
    case "number":
      return lowerNumber(expression, scope);
    case "name":
      return lowerName(expression, scope);
    case "negate":
      return lowerNegation(expression, scope);
    case "not":
      return lowerNot(expression, scope);
    case "binary":
      return lowerBinary(expression, scope);
    case "call":
      return lowerCall(expression, scope);
    case "convert":
      return lowerConvert(expression, scope);
    case "if":
      return lowerIf(expression, scope);
  }
}

function lowerNumber({ value, unit, at }: Of<"number">, { graph }: Scope): Typed {
  const kind = unit === undefined ? (value === 0 ? "zero" : unity) : equationUnit(unit, at);
  return { node: graph.number(value), kind };
}

function lowerName({ name, at }: Of<"name">, scope: Scope): Typed {
  if (name === "pi") return { node: scope.graph.number(Math.PI), kind: unity };
  const found = scope.names.get(name);
  if (found) return found;
  throw failure("HS1103", { name, here: scope.here, suggestion: didYouMean(name, scope.names.keys()) }, at);
}

function lowerNegation({ of }: Of<"negate">, scope: Scope): Typed {
  const inner = lowerExpression(of, scope);
  return { node: scope.graph.unary("neg", inner.node), kind: quantity(inner) };
}

function lowerNot({ of }: Of<"not">, scope: Scope): Typed {
  const inner = lowerExpression(of, scope);
  requireCondition(inner);
  return { node: scope.graph.unary("not", inner.node), kind: "condition" };
}

const operations: Readonly<Record<Operator, BinaryOp>> = {
  "+": "add",
  "-": "sub",
  "*": "mul",
  "/": "div",
  "^": "pow",
  "<": "lt",
  "<=": "le",
  ">": "gt",
  ">=": "ge",
  "==": "eq",
  "!=": "ne",
  and: "and",
  or: "or",
};

function lowerBinary(expression: Of<"binary">, scope: Scope): Typed {
  const left = lowerExpression(expression.left, scope);
  const right = lowerExpression(expression.right, scope);
  const kind = kindOfBinary(expression, left, right, scope);
  return { node: scope.graph.binary(operations[expression.operator], left.node, right.node), kind };
}

function kindOfBinary({ operator, at }: Of<"binary">, left: Lowered, right: Lowered, scope: Scope): Kind {
  switch (operator) {
    case "+":
    case "-":
      return sameKind(operator === "+" ? "Cannot add" : "Cannot subtract", left, right, at);
    case "*":
      return productKind(left, right);
    case "/":
      return quotientKind(left, right);
    case "^":
      return powerKind(left, right, literal(scope, right));
    case "and":
    case "or":
      requireCondition(left);
      requireCondition(right);
      return "condition";
    default:
      sameKind("Cannot compare", left, right, at);
      return "condition";
  }
}

function literal({ graph }: Scope, { node }: Typed): number | undefined {
  return graph.op(node) === "number" ? graph.value(node) : undefined;
}

function lowerCall(expression: Of<"call">, scope: Scope): Typed {
  const { name, at } = expression;
  const shared = sharedFunctions.get(name);
  if (shared) return lowerShared(shared, expression, scope);
  if (name === "pow") return lowerPower(expression, scope);
  if (name === "delay") return lowerDelay(expression, scope);
  if (name === "der" && scope.rates) return lowerRate(expression, scope.rates);
  const own = scope.functions.get(name);
  if (own) return own.lower(lowerArguments(expression, own.arity, own.arity, scope), at, scope.past);
  const unary = unaryFunctions.get(name);
  if (!unary) {
    const known = [...scope.functions.keys(), ...functionNames];
    throw failure("HS1110", { name, suggestion: didYouMean(name, known) }, at);
  }
  const [of] = lowerArguments(expression, 1, 1, scope) as [Lowered];
  return { node: scope.graph.unary(unary.op, of.node), kind: kindOfUnary(name, of) };
}

function kindOfUnary(name: string, of: Lowered): Kind {
  const unit = quantity(of);
  switch (unaryFunctions.get(name)?.takes) {
    case "quantity":
      return unit;
    case "sign":
      return unity;
    case "root":
      return unit === "zero" ? "zero" : powerOfUnit(unit, 0.5);
    default:
      requirePureNumber(name, of);
      return unity;
  }
}

function lowerPower(expression: Of<"call">, scope: Scope): Typed {
  const [base, exponent] = lowerArguments(expression, 2, 2, scope) as [Lowered, Lowered];
  const kind = powerKind(base, exponent, literal(scope, exponent));
  return { node: scope.graph.binary("pow", base.node, exponent.node), kind };
}

function lowerRate({ args, at }: Of<"call">, rates: ReadonlyMap<string, Typed>): Typed {
  const name = args.map((arg) => (arg.kind === "name" ? arg.name : "…")).join(", ");
  const rate = rates.get(name);
  if (rate) return rate;
  throw failure("HS1121", { name, suggestion: didYouMean(name, rates.keys()) }, at);
}

/** delay(x, lag): what x was, `lag` of the model's time ago; before the start it was what it is at the start. */
function lowerDelay(expression: Of<"call">, scope: Scope): Typed {
  const [value, lag] = lowerArguments(expression, 2, 2, scope) as [Lowered, Lowered];
  const kind = quantity(value);
  if (!scope.past) return { node: value.node, kind };
  const time = {
    expression: { kind: "name", name: "time", at: expression.at },
    kind: scope.past.time,
  } as const;
  sameKind("A lag is a time", time, lag, expression.at);
  return { node: scope.past.delayed(value.node, lag.node), kind };
}

function lowerShared(shared: SharedFunction, expression: Of<"call">, scope: Scope): Typed {
  const many = shared.many ? Number.POSITIVE_INFINITY : 2;
  const [first, ...others] = lowerArguments(expression, 2, many, scope) as [Lowered, ...Lowered[]];
  const what = `Cannot take ${expression.name}`;
  let { node, kind } = first;
  for (const other of others) {
    kind = sameKind(what, { ...first, kind }, other, expression.at);
    node = scope.graph.binary(shared.op, node, other.node);
  }
  return { node, kind: shared.gives === "unit" ? kind : unity };
}

function lowerArguments(expression: Of<"call">, least: number, most: number, scope: Scope): Lowered[] {
  const { name, args, at } = expression;
  if (args.length < least || args.length > most) {
    const count = most === least ? `${least}` : `${least} or more`;
    const expected = `${count} argument${count === "1" ? "" : "s"}`;
    const given = args.length === 1 ? "1 is" : `${args.length} are`;
    throw failure("HS1109", { name, expected, given }, at);
  }
  return args.map((arg) => lowerExpression(arg, scope));
}

function lowerConvert({ of, unit: text, at }: Of<"convert">, scope: Scope): Typed {
  const inner = lowerExpression(of, scope);
  const from = quantity(inner);
  const to = equationUnit(text, at);
  if (from === "zero") return { node: inner.node, kind: to };
  if (!sameDimension(from, to)) {
    throw failure("HS1002", { from: formatUnit(from), to: text, hint: linkBetween(from, to) }, at);
  }
  const { by, factor } = conversionBetween(from, to);
  const op = by === "divide" ? "div" : "mul";
  return { node: scope.graph.binary(op, inner.node, scope.graph.number(factor)), kind: to };
}

function lowerIf({ condition, whenTrue, whenFalse, at }: Of<"if">, scope: Scope): Typed {
  const chosen = lowerExpression(condition, scope);
  requireCondition(chosen);
  const yes = lowerExpression(whenTrue, scope);
  const no = lowerExpression(whenFalse, scope);
  const kind =
    yes.kind === "condition" && no.kind === "condition"
      ? "condition"
      : sameKind("The branches differ", yes, no, at);
  return { node: scope.graph.select(chosen.node, yes.node, no.node), kind };
}
