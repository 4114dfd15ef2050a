import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HomeostatError } from "../errors/homeostat-error.ts";
import { parseUnit } from "../units/ucum.ts";
import { sameUnit, unity } from "../units/unit.ts";
import type { Expression, Operator } from "./ast.ts";
import { differentiate } from "./differentiate.ts";
import { evaluate } from "./evaluate.ts";
import { ExpressionGraph } from "./expression-graph.ts";
import type { GraphReader, NodeId } from "./graph.ts";
import { lowerExpression } from "./lower-expression.ts";
import { parseExpression } from "./parse.ts";
import { printExpression } from "./print.ts";
import type { Scope, Typed } from "./scope.ts";

const at = { line: 1, column: 1 };
type Values = Readonly<Record<string, number>>;

const nodeValue = (graph: GraphReader, node: NodeId, states: readonly number[]) =>
  evaluate(graph, node, { states });

const calls: Readonly<Record<string, (...args: number[]) => number>> = {
  exp: Math.exp,
  ln: Math.log,
  sqrt: Math.sqrt,
  abs: Math.abs,
  tanh: Math.tanh,
  sin: Math.sin,
  floor: Math.floor,
  min: Math.min,
  max: Math.max,
};
const arithmetic: Readonly<Record<string, (a: number, b: number) => number>> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
  "^": (a, b) => a ** b,
  "<": (a, b) => Number(a < b),
  ">=": (a, b) => Number(a >= b),
  and: (a, b) => Number(a !== 0 && b !== 0),
  or: (a, b) => Number(a !== 0 || b !== 0),
};

/** The value of an expression as it is written: no graph, no simplification. */
function plainValue(expression: Expression, names: Values): number {
  const of = (part: Expression) => plainValue(part, names);
  switch (expression.kind) {
    case "number":
      return expression.value;
    case "name":
      return names[expression.name]!;
    case "negate":
      return -of(expression.of);
    case "not":
      return Number(of(expression.of) === 0);
    case "binary":
      return arithmetic[expression.operator]!(of(expression.left), of(expression.right));
    case "call":
      return calls[expression.name]!(...expression.args.map(of));
    case "convert":
      return of(expression.of);
    case "if":
      return of(expression.condition) !== 0 ? of(expression.whenTrue) : of(expression.whenFalse);
  }
}

const binary = (operator: Operator, left: Expression, right: Expression): Expression => ({
  kind: "binary",
  operator,
  left,
  right,
  at,
});
const call = (name: string, ...args: Expression[]): Expression => ({ kind: "call", name, args, at });
const name = (text: string): Expression => ({ kind: "name", name: text, at });
const number = (value: number): Expression => ({ kind: "number", value, at });

const someNumber = fc.oneof(fc.constantFrom(0, 1, 2, 3, 0.5), fc.double({ min: 0.01, max: 4, noNaN: true }));

/** Expressions and conditions over a, b and c without units. */
const { expression: anyExpression } = fc.letrec<{ expression: Expression; condition: Expression }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 6, withCrossShrink: true },
    fc.oneof(someNumber.map(number), fc.constantFrom("a", "b", "c").map(name)),
    tie("expression").map((of): Expression => ({ kind: "negate", of, at })),
    fc
      .tuple(fc.constantFrom<Operator>("+", "-", "*", "/", "^"), tie("expression"), tie("expression"))
      .map(([operator, left, right]) => binary(operator, left, right)),
    fc
      .tuple(fc.constantFrom("min", "max"), tie("expression"), tie("expression"))
      .map(([f, x, y]) => call(f, x, y)),
    fc
      .tuple(fc.constantFrom("exp", "ln", "sqrt", "abs", "tanh", "sin", "floor"), tie("expression"))
      .map(([f, x]) => call(f, x)),
    fc.tuple(tie("condition"), tie("expression"), tie("expression")).map(
      ([condition, whenTrue, whenFalse]): Expression => ({
        kind: "if",
        condition,
        whenTrue,
        whenFalse,
        at,
      }),
    ),
  ),
  condition: fc.oneof(
    { maxDepth: 3 },
    fc
      .tuple(fc.constantFrom<Operator>("<", ">="), tie("expression"), tie("expression"))
      .map(([operator, left, right]) => binary(operator, left, right)),
    tie("condition").map((of): Expression => ({ kind: "not", of, at })),
    fc
      .tuple(fc.constantFrom<Operator>("and", "or"), tie("condition"), tie("condition"))
      .map(([operator, left, right]) => binary(operator, left, right)),
  ),
}));

/** The expression without its places, for comparison. */
function bare(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, part) => (key === "at" ? undefined : part)));
}

function scopeOf(units: Readonly<Record<string, string>>): Scope & { readonly graph: ExpressionGraph } {
  const graph = new ExpressionGraph();
  const names = new Map<string, Typed>(
    Object.entries(units).map(([text, unit], slot) => [
      text,
      { node: graph.leaf("state", slot), kind: parseUnit(unit) },
    ]),
  );
  return { graph, names, functions: new Map(), here: "" };
}

const pure = { a: "1", b: "1", c: "1" };

function close(found: number, expected: number, relative: number): boolean {
  if (Object.is(found, expected) || found === expected) return true;
  return Math.abs(found - expected) <= relative * Math.max(1, Math.abs(found), Math.abs(expected));
}

describe("reading and writing", () => {
  it("printing and parsing again gives the same expression", () => {
    fc.assert(
      fc.property(anyExpression, (expression) => {
        const text = printExpression(expression);
        expect(bare(parseExpression(text))).toEqual(bare(expression));
      }),
      { numRuns: 2000 },
    );
  });

  it("any text is read or refused with a line and a column", () => {
    const pieces = fc.constantFrom(
      ..."a b der ( ) + - * / ^ < == if then else and not , = 1 2.5 'mg' \n # @ 'x".split(" "),
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        try {
          parseExpression(parts.join(" "));
        } catch (error) {
          if (!(error instanceof HomeostatError)) throw error;
          expect(error.place.line).toBeGreaterThan(0);
          expect(error.place.column).toBeGreaterThan(0);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

const point = fc.tuple(...[0, 1, 2].map(() => fc.double({ min: 0.1, max: 3, noNaN: true })));

describe("the graph", () => {
  it("has the value that the text has: simplification changes nothing", () => {
    let compared = 0;
    fc.assert(
      fc.property(anyExpression, point, (expression, [a, b, c]) => {
        const expected = plainValue(expression, { a: a!, b: b!, c: c! });
        if (!Number.isFinite(expected) || Math.abs(expected) > 1e12) return;
        const scope = scopeOf(pure);
        const { node } = lowerExpression(expression, scope);
        compared += 1;
        expect(close(nodeValue(scope.graph, node, [a!, b!, c!]), expected, 1e-12)).toBe(true);
      }),
      { numRuns: 3000, seed: 7 },
    );
    expect(compared).toBeGreaterThan(1000);
  });

  it("derivatives agree with central differences", () => {
    let compared = 0;
    fc.assert(
      fc.property(anyExpression, point, (expression, values) => {
        const scope = scopeOf(pure);
        const { node } = lowerExpression(expression, scope);
        const leaf = scope.graph.leaf("state", 0);
        const { graph, entries } = differentiate(scope.graph, [node], [leaf]);
        if (!everyNodeFinite(graph, values)) return;
        const exact = entries[0] ? nodeValue(graph, entries[0].node, values) : 0;
        const numeric = stableDifference(
          (a) => nodeValue(graph, node, [a, values[1]!, values[2]!]),
          values[0]!,
        );
        if (numeric === undefined) return;
        compared += 1;
        expect(close(exact, numeric, 1e-4)).toBe(true);
      }),
      { numRuns: 3000, seed: 11 },
    );
    expect(compared).toBeGreaterThan(1000);
  });
});

function everyNodeFinite(graph: GraphReader, values: readonly number[]): boolean {
  return Array.from({ length: graph.size }, (_, node) => nodeValue(graph, node, values)).every(
    Number.isFinite,
  );
}

/** A central difference, when steps of several sizes to both sides agree on it: not near a corner, a jump or a pole. */
function stableDifference(f: (x: number) => number, x: number): number | undefined {
  const central = (h: number) => (f(x + h) - f(x - h)) / (2 * h);
  const sided = [1e-4, -1e-4, 1e-5, -1e-5].map((h) => (f(x + h) - f(x)) / h);
  const found = central(1e-5);
  if (!sided.every(Number.isFinite) || Math.abs(f(x)) > 1e5 || Math.abs(found) > 1e6) return undefined;
  const smooth = sided.every((slope) => close(slope, found, 1e-2));
  return smooth && close(central(1e-4), found, 1e-6) ? found : undefined;
}

const units = {
  mass: "mg",
  volume: "dL",
  level: "mg/dL",
  flow: "dL/min",
  gram: "g",
  ratio: "1",
  time: "min",
};

type UnitName = "mg" | "dL" | "mg/dL" | "dL/min" | "1";
const leaves: Readonly<Record<UnitName, string>> = {
  mg: "mass",
  dL: "volume",
  "mg/dL": "level",
  "dL/min": "flow",
  "1": "ratio",
};

/** A text that must come out in the wanted unit, made by rules that keep units right. */
function wellTyped(unit: UnitName, depth: number): fc.Arbitrary<string> {
  const leaf = fc.constantFrom(leaves[unit], `2.5 '${unit}'`, unit === "1" ? "3" : leaves[unit]);
  if (depth === 0) return leaf;
  const same = fc.tuple(wellTyped(unit, depth - 1), wellTyped(unit, depth - 1));
  const scaled = fc.tuple(wellTyped(unit, depth - 1), wellTyped("1", depth - 1));
  const shared = [
    leaf,
    same.map(([x, y]) => `(${x} + ${y})`),
    same.map(([x, y]) => `min(${x}, 0, ${y})`),
    same.map(([x, y]) => `(if ${x} < ${y} then ${x} else 0)`),
    same.map(([x, y]) => `sqrt((${x})*(${y}))`),
    scaled.map(([x, y]) => `(${x})*(${y})`),
    scaled.map(([x, y]) => `-(${x})/exp(${y})`),
  ];
  return fc.oneof(...shared, ...products(unit, depth - 1));
}

function products(unit: UnitName, depth: number): fc.Arbitrary<string>[] {
  const of = (left: UnitName, sign: string, right: UnitName) =>
    fc.tuple(wellTyped(left, depth), wellTyped(right, depth)).map(([x, y]) => `(${x})${sign}(${y})`);
  switch (unit) {
    case "mg":
      return [of("mg/dL", "*", "dL"), fc.constant("convert(gram, 'mg')")];
    case "mg/dL":
      return [of("mg", "/", "dL"), fc.constant("convert(gram/volume, 'mg/dL')")];
    case "dL":
      return [of("dL/min", "*time*", "1")];
    case "dL/min":
      return [of("dL", "/time/", "1")];
    case "1":
      return [of("mg", "/", "mg"), of("mg/dL", "/", "mg/dL"), fc.constant("(mass/gram)^0*2")];
  }
}

const unitNames = Object.keys(leaves) as UnitName[];

describe("units", () => {
  it("of a random well-typed expression are inferred right", () => {
    const typed = fc
      .constantFrom(...unitNames)
      .chain((unit) => wellTyped(unit, 3).map((text) => ({ unit, text })));
    fc.assert(
      fc.property(typed, ({ unit, text }) => {
        const { kind } = lowerExpression(parseExpression(text), scopeOf(units));
        if (typeof kind === "string") expect(kind).toBe("zero");
        else expect(sameUnit(kind, parseUnit(unit))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it("of two random expressions that differ are never added", () => {
    const pair = fc
      .constantFrom(...unitNames)
      .chain((left) =>
        fc
          .constantFrom(...unitNames.filter((unit) => unit !== left))
          .chain((right) => fc.tuple(wellTyped(left, 2), wellTyped(right, 2))),
      );
    fc.assert(
      fc.property(pair, ([left, right]) => {
        const kinds = [left, right].map(
          (text) => lowerExpression(parseExpression(text), scopeOf(units)).kind,
        );
        if (kinds.includes("zero")) return;
        const sum = parseExpression(`(${left}) + (${right})`);
        expect(() => lowerExpression(sum, scopeOf(units))).toThrow(HomeostatError);
      }),
      { numRuns: 300 },
    );
  });

  it("are the same when the expression is printed and read again", () => {
    fc.assert(
      fc.property(wellTyped("1", 3), (text) => {
        const again = printExpression(parseExpression(text));
        const { kind } = lowerExpression(parseExpression(again), scopeOf(units));
        expect(kind === "zero" || (typeof kind === "object" && sameUnit(kind, unity))).toBe(true);
      }),
    );
  });
});
