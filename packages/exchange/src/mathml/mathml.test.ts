/** MathML as SBML Level 3 Version 2 section 3.4 lists it, against JavaScript's own functions. */
import { compileKernel, ExpressionGraph } from "@homeostat/engine";
import fc from "fast-check";
import { expect, test } from "vitest";
import { ci, cn, math, op } from "../../test/mathml-text.ts";
import { parseXml } from "../xml/parse-xml.ts";
import { lowerMathematics } from "./lower-mathematics.ts";
import type { MathSource } from "./read-mathml.ts";
import { readMath } from "./read-mathml.ts";
import { newBudget, type Scope } from "./scope.ts";

const code = (expected: string) => expect.objectContaining({ code: expected });
const from: MathSource = { source: "t.xml", dialect: "SBML" };
let models = 0;

/** The value of mathematics in which x and y are given. */
function valueIn(content: string, x = 0, y = 0): number {
  const graph = new ExpressionGraph();
  const names = new Map([
    ["x", graph.leaf("state", 0)],
    ["y", graph.leaf("state", 1)],
  ]);
  const none = () => {
    throw new Error("not here");
  };
  const scope: Scope = {
    name: (name) => names.get(name) ?? none(),
    time: () => graph.time(),
    delay: none,
    rateOf: none,
    function: () => undefined,
    budget: newBudget(),
  };
  const value = lowerMathematics(graph, readMath(parseXml(math(content), "t.xml"), from)!, scope);
  const zero = graph.number(0);
  const states = ["x", "y"].map((name) => ({ name, unit: "1", start: zero, derivative: zero }));
  models += 1;
  const empty = { inputs: [], parameters: [], parameterOrder: [], events: [] };
  const outputs = [{ name: "value", unit: "1", value }];
  const kernel = compileKernel({ hash: `mathml test ${models}`, graph, states, outputs, ...empty });
  const out = new Float64Array(1);
  kernel.observe(3, Float64Array.of(x, y), new Float64Array(), new Float64Array(), out);
  return out[0]!;
}

/** Neither 0 nor whole, and not large. */
const number = fc.integer({ min: -2000, max: 2000 }).map((hundredths) => (hundredths + 0.37) / 100);

const X = ci("x");
const Y = ci("y");

test.each<readonly [string, string, (x: number, y: number) => number]>([
  ["plus of three", op("plus", X, Y, X), (x, y) => x + y + x],
  ["plus of nothing", op("plus"), () => 0],
  ["times of nothing", op("times"), () => 1],
  ["minus of one", op("minus", X), (x) => -x],
  ["power", op("power", op("abs", X), Y), (x, y) => Math.abs(x) ** y],
  ["sqrt", op("root", op("abs", X)), (x) => Math.sqrt(Math.abs(x))],
  ["an odd root", `<apply><root/><degree>${cn(3)}</degree>${X}</apply>`, (x) => Math.cbrt(x)],
  [
    "log to a base",
    `<apply><log/><logbase>${cn(3)}</logbase>${op("abs", X)}</apply>`,
    (x) => Math.log(Math.abs(x)) / Math.log(3),
  ],
  ["log10", op("log", op("abs", X)), (x) => Math.log10(Math.abs(x))],
  ["sech", op("sech", X), (x) => 1 / Math.cosh(x)],
  ["arccot", op("arccot", X), (x) => Math.atan(1 / x)],
  ["arccoth", op("arccoth", op("plus", cn(2), op("abs", X))), (x) => Math.atanh(1 / (2 + Math.abs(x)))],
  ["a chain of comparisons", op("lt", X, Y, cn(5)), (x, y) => (x < y && y < 5 ? 1 : 0)],
  [
    "xor of three",
    op("xor", op("gt", X, cn(0)), op("gt", Y, cn(0)), "<true/>"),
    (x, y) => (x > 0 !== y > 0 ? 0 : 1),
  ],
  ["implies", op("implies", op("gt", X, cn(0)), op("gt", Y, cn(0))), (x, y) => (!(x > 0) || y > 0 ? 1 : 0)],
  ["and of nothing", op("and"), () => 1],
  ["a condition as a number", op("plus", op("gt", X, Y), cn(1)), (x, y) => (x > y ? 2 : 1)],
  ["a number as a condition", op("not", X), (x) => (x === 0 ? 1 : 0)],
  ["quotient", op("quotient", X, Y), (x, y) => Math.trunc(x / y)],
  ["rem", op("rem", X, Y), (x, y) => x % y],
  ["max", op("max", X, Y, cn(1)), (x, y) => Math.max(x, y, 1)],
  [
    "pieces",
    `<piecewise><piece>${X}${op("gt", X, Y)}</piece><otherwise>${Y}</otherwise></piecewise>`,
    Math.max,
  ],
  ["pieces of which none holds", `<piecewise><piece>${X}<false/></piece></piecewise>`, () => Number.NaN],
  ["semantics", `<semantics>${X}<annotation>no</annotation></semantics>`, (x) => x],
])("%s", (_, content, expected) => {
  fc.assert(
    fc.property(number, number, (x, y) => {
      const value = expected(x, y);
      const got = valueIn(content, x, y);
      if (Number.isNaN(value)) expect(got).toBeNaN();
      else expect(Math.abs(got - value)).toBeLessThanOrEqual(1e-9 * (1 + Math.abs(value)));
    }),
    { numRuns: 20 },
  );
});

test.each([
  ["<cn>2.5</cn>", 2.5],
  ['<cn type="integer"> 7 </cn>', 7],
  ['<cn type="e-notation">2 <sep/> -3</cn>', 0.002],
  ['<cn type="rational">3<sep/>4</cn>', 0.75],
  ["<infinity/>", Number.POSITIVE_INFINITY],
  ["<notanumber/>", Number.NaN],
  ["<pi/>", Math.PI],
  ["<exponentiale/>", Math.E],
  [op("factorial", cn(5)), 120],
  [op("factorial", op("plus", ci("x"), cn(0.5))), 0.886226925452758],
])("%s is %d", (content, value) => {
  if (Number.isFinite(value)) expect(valueIn(content)).toBeCloseTo(value, 12);
  else expect(valueIn(content)).toBe(value);
});

test.each([
  ["an unknown operator", op("gcd", X, Y)],
  ["a derivative", `<apply><diff/><bvar>${X}</bvar>${Y}</apply>`],
  ["too many arguments", op("sin", X, Y)],
  ["too few arguments", op("divide", X)],
  ["no number", "<cn>1.2.3</cn>"],
  ["an unknown symbol", `<csymbol definitionURL="http://www.sbml.org/sbml/symbols/weather">w</csymbol>`],
  ["a piece without a condition", `<piecewise><piece>${X}</piece></piecewise>`],
  ["another namespace", `<apply xmlns="urn:x"><plus/></apply>`],
])("%s is refused with its place", (_, content) => {
  expect(() => valueIn(content)).toThrow(code("HS1503"));
  expect(() => valueIn(content)).toThrow(
    expect.objectContaining({ place: expect.objectContaining({ source: "t.xml", line: 1 }) }),
  );
});
