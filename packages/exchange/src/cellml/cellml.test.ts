/** CellML 1.0, 1.1 and 2.0; expected values are solutions by hand. */
import { expect, test } from "vitest";
import {
  cellml,
  component,
  connection,
  ddt,
  endOf,
  equal,
  number,
  variable,
} from "../../test/cellml-text.ts";
import { ci, math, op } from "../../test/mathml-text.ts";
import type { LoadCellml } from "./assemble.ts";
import { readCellml } from "./read-cellml.ts";
import { simulateCellml } from "./simulate-cellml.ts";

const code = (expected: string) => expect.objectContaining({ code: expected });
const t = variable("t", null, "second");
const decay = component(
  "decay",
  [t, variable("x", "x0"), variable("x0", 2)],
  equal(ddt("x"), op("minus", ci("x"))),
);

test("a derivative, and an initial value that another variable gives", () => {
  expect(endOf(cellml(decay), "decay.x", 1)).toBeCloseTo(2 * Math.exp(-1), 8);
});

const milliseconds = `<units name="ms"><unit prefix="milli" units="second"/></units>`;
const perSecond = `<units name="perSecond"><unit exponent="-1" units="second"/></units>`;

test("connected variables are one quantity, each in its own units, time among them", () => {
  const clock = component("clock", [t, variable("a", 0)], equal(ddt("a"), number(1, "perSecond")));
  const fast = component(
    "fast",
    [variable("t", null, "ms"), variable("y", 0), variable("k", 3, "ms")],
    equal(ddt("y"), number(0.001)),
  );
  const reader = component("reader", [variable("k", null, "second"), variable("z")], equal(ci("z"), ci("k")));
  const links = [connection("clock", "fast", ["t", "t"]), connection("fast", "reader", ["k", "k"])];
  const text = cellml(milliseconds, perSecond, clock, fast, reader, ...links);
  expect(endOf(text, "fast.y", 2)).toBeCloseTo(2, 9);
  expect(endOf(text, "fast.t", 2)).toBeCloseTo(2000, 9);
  expect(endOf(text, "reader.z", 2)).toBeCloseTo(0.003, 15);
  const wrong = connection("clock", "fast", ["a", "k"]);
  expect(() => endOf(cellml(milliseconds, perSecond, clock, fast, wrong), "fast.y", 2)).toThrow(
    code("HS1508"),
  );
});

test("units of a component's own come before those of the file, and are no one else's", () => {
  const speed =
    `<units name="speed"><unit units="metre"/><unit units="bob" exponent="-1"/></units>` +
    `<units name="bob"><unit units="second" prefix="milli"/></units>`;
  const metre = `<units name="bob"><unit units="metre"/></units>`;
  const own = component(
    "own",
    [t, speed, variable("v", 2, "speed"), variable("x", 0)],
    equal(ddt("x"), number(1)),
  );
  const si = `<units name="si"><unit units="metre"/><unit units="second" exponent="-1"/></units>`;
  const reader = component("reader", [si, variable("v", null, "si"), variable("w")], equal(ci("w"), ci("v")));
  const text = cellml(metre, own, reader, connection("own", "reader", ["v", "v"]));
  expect(endOf(text, "reader.w", 1)).toBeCloseTo(2000, 9);
  const stranger = component("stranger", [variable("z", 1, "speed")]);
  expect(() => endOf(cellml(metre, own, stranger), "own.x", 1)).toThrow(code("HS1503"));
});

test("an equation may carry annotations", () => {
  const said = `<semantics>${equal(ddt("x"), number(2))}<annotation-xml><p/></annotation-xml></semantics>`;
  expect(endOf(cellml(component("c", [t, variable("x", 0)], said)), "c.x", 3)).toBeCloseTo(6, 9);
});

test("a derivative is read in the units of time of the component that reads it", () => {
  const clock = component("clock", [t, variable("x", 0)], equal(ddt("x"), number(3, "perSecond")));
  const reader = (units: string) =>
    component("reader", [variable("t", null, units), variable("x"), variable("v")], equal(ci("v"), ddt("x")));
  const link = connection("clock", "reader", ["t", "t"], ["x", "x"]);
  const seen = (units: string) =>
    endOf(cellml(milliseconds, perSecond, clock, reader(units), link), "reader.v", 2);
  expect(seen("second")).toBeCloseTo(3, 12);
  expect(seen("ms")).toBeCloseTo(0.003, 12);
});

test("a derivative may stand anywhere among sums, products and quotients", () => {
  const zero = number(0);
  const x = ci("x");
  const rate = ddt("x");
  // each says dx/dt = −x/2
  const ways = [
    equal(op("plus", op("times", number(2), rate), x), zero),
    equal(zero, op("minus", op("divide", x, number(-2)), rate)),
    equal(op("minus", rate, number(1)), op("minus", op("divide", x, number(-2)), number(1))),
    equal(op("divide", number(-2), x), op("divide", number(1), rate)),
    equal(op("minus", rate), op("divide", x, number(2))),
  ];
  for (const way of ways) {
    const text = cellml(component("c", [t, variable("x", 1)], way));
    expect(endOf(text, "c.x", 3)).toBeCloseTo(Math.exp(-1.5), 8);
  }
  const twice = equal(op("plus", rate, op("sin", rate)), x);
  expect(() => endOf(cellml(component("c", [t, variable("x", 1)], twice)), "c.x", 1)).toThrow(code("HS1505"));
});

test("an imported component brings what it encapsulates, each import an instance of its own", () => {
  const inner = component("inner", [variable("out", 5)]);
  const outer = component("outer", [t, variable("rate"), variable("x", 0)], equal(ddt("x"), ci("rate")));
  const group =
    `<group><relationship_ref relationship="encapsulation"/><component_ref component="outer">` +
    `<component_ref component="inner"/></component_ref></group>`;
  const other = cellml(outer, inner, connection("outer", "inner", ["rate", "out"]), group);
  const imported = (name: string) =>
    `<import xlink:href="other.cellml"><component component_ref="outer" name="${name}"/></import>`;
  const clock = component("clock", [t]);
  const links = ["A", "B"].map((name) => connection("clock", name, ["t", "t"]));
  const text = cellml(imported("A"), imported("B"), clock, ...links);
  expect(endOf(text, "B.x", 2, { "other.cellml": other })).toBeCloseTo(10, 9);
  expect(endOf(text, "A.inner.out", 2, { "other.cellml": other })).toBe(5);
  const self = cellml(`<import xlink:href="self"><component component_ref="x" name="y"/></import>`);
  expect(() => endOf(self, "y.x", 1, { self })).toThrow(code("HS1502"));
});

test("CellML 2.0 names components on the connection, and encapsulates in an element of its own", () => {
  const text = cellml(
    decay,
    component("reader", [variable("y")]),
    `<connection component_1="decay" component_2="reader"><map_variables variable_1="x" variable_2="y"/></connection>`,
    `<encapsulation><component_ref component="decay"><component_ref component="reader"/></component_ref></encapsulation>`,
  ).replace("cellml/1.1#", "cellml/2.0#");
  expect(endOf(text, "reader.y", 1)).toBeCloseTo(2 * Math.exp(-1), 8);
});

test("equations may stand in any order, lead in circles, or have to be solved", () => {
  const text = cellml(
    component(
      "c",
      [t, variable("s", 1), variable("a"), variable("b"), variable("root")],
      equal(ddt("s"), number(1)),
      equal(ci("a"), op("plus", op("divide", ci("b"), number(2)), ci("s"))),
      equal(ci("b"), op("minus", ci("a"), number(1))),
      equal(op("times", ci("root"), ci("root")), op("plus", ci("b"), number(1))),
    ),
  );
  // a = b/2 + s and b = a − 1: a = 2s − 1, b = 2s − 2; root² = 2s − 1
  expect(endOf(text, "c.a", 4)).toBeCloseTo(9, 9);
  expect(endOf(text, "c.root", 4)).toBeCloseTo(3, 9);
});

test("what an expression gives may turn out to be what another equation gives", () => {
  const text = cellml(
    component(
      "c",
      [t, variable("s", 4), variable("x"), variable("y")],
      equal(ddt("s"), number(1)),
      equal(ci("x"), op("times", number(2), ci("y"))),
      equal(ci("x"), ci("s")),
    ),
  );
  expect(endOf(text, "c.y", 2)).toBeCloseTo(3, 9);
});

test("initial values in equations that hold no other unknown are where the search for these begins", () => {
  const roots = (guess: number) =>
    cellml(
      component(
        "c",
        [t, variable("s", 4), variable("root", guess), variable("y", 1), variable("z", 1)],
        equal(ddt("s"), number(1)),
        equal(op("times", ci("root"), ci("root")), op("plus", ci("s"), number(0))),
        equal(op("plus", ci("y"), ci("z")), op("times", number(2), ci("s"))),
        equal(op("minus", ci("y"), ci("z")), op("plus", number(1), number(0))),
      ),
    );
  expect(endOf(roots(3), "c.root", 5)).toBeCloseTo(3, 9);
  expect(endOf(roots(-3), "c.root", 5)).toBeCloseTo(-3, 9);
  expect(endOf(roots(1), "c.z", 5)).toBeCloseTo(8.5, 9);
});

test("pieces are chosen by their conditions", () => {
  const pieces = `<piecewise><piece>${number(2)}${op("lt", ci("t"), number(1, "second"))}</piece><otherwise>${number(0)}</otherwise></piecewise>`;
  const text = cellml(component("c", [t, variable("x", 0)], equal(ddt("x"), pieces)));
  expect(endOf(text, "c.x", 3)).toBeCloseTo(2, 6);
});

const reset = (variable: string, test: string, at: string, to: string, order = 1) =>
  `<reset variable="${variable}" test_variable="${test}" order="${order}"><test_value>${math(at)}</test_value>` +
  `<reset_value>${math(to)}</reset_value></reset>`;

test("resets: a saw tooth that counts its teeth, lower orders first", () => {
  const variables = [t, variable("x", 0), variable("teeth", 0), variable("top", 0)];
  const tooth = [
    reset("x", "x", number(1), number(0), 3),
    reset("teeth", "x", number(1), op("plus", ci("teeth"), number(1)), 2),
    reset("top", "x", number(1), ci("x"), 1),
  ];
  const saw = component("c", [...variables, ...tooth], equal(ddt("x"), number(2)));
  expect(endOf(cellml(saw), "c.x", 2.25)).toBeCloseTo(0.5, 9);
  expect(endOf(cellml(saw), "c.teeth", 2.25)).toBe(4);
  expect(endOf(cellml(saw), "c.top", 2.25)).toBeCloseTo(1, 12);
  const assigned = component(
    "c",
    [t, variable("x", 0), variable("y"), reset("y", "x", number(1), number(0))],
    equal(ddt("x"), number(2)),
    equal(ci("y"), ci("x")),
  );
  expect(() => endOf(cellml(assigned), "c.x", 1)).toThrow(code("HS1503"));
});

test("equations whose units do not agree are told with their place, those that agree are not", () => {
  const noFile: LoadCellml = () => {
    throw new Error("no file");
  };
  const course = { until: 1, steps: 1, variables: null };
  const issues = (text: string) => simulateCellml(readCellml(text, "t.cellml"), course, noFile).unitIssues;
  const squared = op(
    "times",
    op("power", number(4, "second"), number(-2)),
    number(1, "second"),
    number(1, "second"),
  );
  const right = equal(ddt("x"), op("times", ci("k"), ci("x"), squared));
  const k = variable("k", 1, "perSecond");
  const agrees = component("c", [t, variable("x", 1, "mole"), k], right);
  expect(issues(cellml(perSecond, agrees))).toEqual([]);
  const sum = equal(ci("sum"), op("plus", ci("x"), ci("k")));
  const power = equal(ci("power"), op("exp", ci("k")));
  const variables = [t, variable("x", 1, "mole"), k, variable("sum", null, "mole"), variable("power")];
  const disagrees = component("c", variables, right, sum, power);
  expect(issues(cellml(perSecond, disagrees)).map((one) => one.problem)).toEqual([
    "the arguments of <plus> are not in the same units",
    "the argument of <exp> is not dimensionless",
  ]);
});

const odd = (variables: readonly string[], ...equations: readonly string[]) =>
  cellml(component("c", [t, variable("x", 0), ...variables], equal(ddt("x"), number(1)), ...equations));

test.each([
  ["a reset without values", odd([`<reset variable="x" test_variable="x" order="1"/>`]), "HS1503"],
  ["a reaction", odd([`<reaction/>`]), "HS1505"],
  ["units that are not there", odd([variable("y", 1, "furlong")]), "HS1503"],
  ["a name that is not there", odd([variable("y")], equal(ci("y"), ci("nowhere"))), "HS1503"],
  [
    "two equations for one variable",
    odd([variable("y")], equal(ci("y"), ci("x")), equal(ci("y"), number(1))),
    "HS1505",
  ],
  ["what nothing determines", odd([variable("y"), variable("x2")], equal(ci("y"), ci("x2"))), "HS1503"],
  [
    "a state that starts nowhere",
    cellml(component("c", [t, variable("x")], equal(ddt("x"), number(1)))),
    "HS1503",
  ],
  ["a number that an equation says is another", odd([variable("k", 1)], equal(ci("k"), number(5))), "HS1505"],
  [
    "more numbers in an equation than it can determine",
    odd(
      [variable("k", 1), variable("l", 1)],
      equal(op("plus", ci("k"), ci("l")), op("plus", ci("x"), ci("x"))),
    ),
    "HS1505",
  ],
  ["no equation", odd([], ci("x")), "HS1503"],
  ["an integral", odd([variable("y")], equal(ci("y"), `<apply><int/>${ci("x")}</apply>`)), "HS1503"],
  [
    "units made of themselves",
    cellml(`<units name="u"><unit units="u"/></units>`, component("c", [variable("x", 1, "u")])),
    "HS1503",
  ],
  ["another format", "<model xmlns='http://www.cellml.org/cellml/3.0#' name='m'/>", "HS1504"],
])("%s: refused with place and rule", (_, text, expected) => {
  expect(() => endOf(text, "c.x", 1)).toThrow(code(expected));
  expect(() => endOf(text, "c.x", 1)).toThrow(
    expect.objectContaining({ place: expect.objectContaining({ source: "test.cellml" }) }),
  );
});
