/** What names stand for, and how they change: expected values are solutions by hand. */
import { expect, test } from "vitest";
import { call, ci, cn, delay, op, rateOf, time } from "../../../test/mathml-text.ts";
import {
  algebraic,
  assign,
  assigned,
  compartment,
  courseOf,
  definition,
  endOf,
  event,
  initially,
  parameter,
  rate,
  reaction,
  reference,
  sbml,
  species,
} from "../../../test/sbml-text.ts";

const code = (expected: string) => expect.objectContaining({ code: expected });
const square = (x: string) => op("times", x, x);

test("rateOf of what a rule assigns follows the chain rule, also through a function", () => {
  const parts = [
    parameter("x", 0),
    parameter("y"),
    parameter("z"),
    parameter("w"),
    definition("slope", ["a"], rateOf("a")),
    rate("x", cn(2)),
    assigned("y", square(ci("x"))),
    assigned("z", rateOf("y")),
    assigned("w", call("slope", ci("y"))),
  ];
  expect(endOf(sbml(parts), "z", 3)).toBeCloseTo(2 * 6 * 2, 9);
  expect(endOf(sbml(parts), "w", 3)).toBeCloseTo(24, 9);
});

test("a concentration falls where an assigned compartment grows, and rateOf says so", () => {
  const parts = [
    compartment("C", null),
    assigned("C", op("plus", cn(1), time)),
    species("S", 2, `hasOnlySubstanceUnits="false" boundaryCondition="false" constant="false"`),
    parameter("r"),
    assigned("r", rateOf("S")),
  ];
  expect(endOf(sbml(parts), "S", 3)).toBeCloseTo(0.5, 12);
  expect(endOf(sbml(parts), "r", 3)).toBeCloseTo(-2 / 16, 12);
});

test("a rate rule gives the rate of a concentration while its compartment grows", () => {
  const parts = [
    compartment("C", 1),
    rate("C", cn(0.5)),
    species("S", 2, `hasOnlySubstanceUnits="false" boundaryCondition="true" constant="false"`),
    rate("S", cn(1)),
  ];
  expect(endOf(sbml(parts), "S", 4)).toBeCloseTo(6, 7);
});

test("rateOf of what an algebraic rule determines is refused", () => {
  const parts = [
    parameter("x", 0),
    parameter("y", 0),
    algebraic(op("minus", ci("x"), time)),
    assigned("y", rateOf("x")),
  ];
  expect(() => endOf(sbml(parts), "y", 1)).toThrow(code("HS1505"));
});

test("before the start there are initial values, also for delays in initial assignments and in functions", () => {
  const parts = [
    definition("before", ["a", "b"], delay(ci("a"), ci("b"))),
    parameter("x", 5),
    parameter("y"),
    parameter("z"),
    rate("x", cn(1)),
    assigned("y", call("before", ci("x"), cn(1))),
    initially("z", delay(time, cn(2))),
  ];
  const [y, z] = courseOf(sbml(parts), ["y", "z"], 2, 4);
  expect(y!.map((value) => Number(value.toFixed(9)))).toEqual([5, 5, 5, 5.5, 6]);
  expect(z).toEqual([-2, -2, -2, -2, -2]);
});

test("a parameter may be without a value until an event gives it one", () => {
  const parts = [
    parameter("x", 0),
    parameter("k"),
    rate("x", cn(1)),
    event(op("geq", time, cn(1)), assign("k", op("times", cn(2), ci("x")))),
  ];
  const k = courseOf(sbml(parts), ["k"], 2, 4)[0]!.map((value) => Number(value.toFixed(12)));
  expect(k).toEqual([Number.NaN, Number.NaN, 2, 2, 2]);
});

const closed = `hasOnlySubstanceUnits="true" boundaryCondition="false" constant="false"`;
const fed = (stoichiometry: string, ...others: readonly string[]) =>
  sbml([
    compartment("C", 1),
    species("S", 0, closed),
    species("T", 1, closed),
    reaction("r", reference("T"), reference("S", stoichiometry), cn(0.25)),
    ...others,
  ]);

test("a stoichiometry may be assigned by rules, by initial assignments and by events", () => {
  const free = `id="n" constant="false"`;
  expect(endOf(fed(free, assigned("n", time)), "S", 2)).toBeCloseTo(0.5, 9);
  expect(endOf(fed(free, initially("n", cn(3))), "S", 2)).toBeCloseTo(1.5, 9);
  const jump = event(op("geq", time, cn(1)), assign("n", cn(5)));
  expect(endOf(fed(`${free} stoichiometry="1"`, jump), "S", 2)).toBeCloseTo(0.25 + 1.25, 9);
});

test("an algebraic rule may determine a stoichiometry or a compartment", () => {
  const twice = algebraic(op("minus", ci("n"), op("times", cn(2), time)));
  expect(endOf(fed(`id="n" constant="false"`, twice), "S", 2)).toBeCloseTo(1, 8);
  const grows = [
    compartment("C", 1),
    species("S", 6, `hasOnlySubstanceUnits="false" boundaryCondition="false" constant="false"`),
    algebraic(op("minus", ci("C"), op("plus", cn(1), time))),
  ];
  expect(endOf(sbml(grows), "S", 2)).toBeCloseTo(2, 9);
});

test("an event that a rule's value sets off is executed later with the values of its trigger", () => {
  const parts = [
    parameter("x", 0),
    parameter("y"),
    parameter("seen", 0),
    rate("x", cn(1)),
    assigned("y", op("times", cn(2), ci("x"))),
    event(op("gt", ci("y"), cn(3)), assign("seen", ci("y")), { delay: cn(1) }),
  ];
  const seen = courseOf(sbml(parts), ["seen"], 4, 8)[0]!;
  expect(seen.slice(0, 5)).toEqual([0, 0, 0, 0, 0]);
  expect(seen.at(-1)).toBeCloseTo(3, 9);
});

test("amounts stay when an event changes a compartment", () => {
  const parts = [
    compartment("C", 2),
    species("S", 6, `hasOnlySubstanceUnits="false" boundaryCondition="false" constant="false"`),
    event(op("geq", time, cn(1)), assign("C", cn(4))),
  ];
  expect(courseOf(sbml(parts), ["S"], 2, 2)[0]).toEqual([3, 1.5, 1.5]);
});

test("a fast reaction stays at its equilibrium when an event adds to one side", () => {
  const parts = [
    compartment("C", 1),
    species("A", 3, closed),
    species("B", 1, closed),
    reaction("r", reference("A"), reference("B"), op("minus", ci("A"), ci("B")), `fast="true"`),
    event(op("geq", time, cn(1)), assign("A", op("plus", ci("A"), cn(2)))),
  ];
  const level1 = sbml(parts)
    .replace("level3/version2/core", "level3/version1/core")
    .replace(`version="2"`, `version="1"`);
  const [a, b] = courseOf(level1, ["A", "B"], 2, 2);
  expect(a!.map((value) => Number(value.toFixed(9)))).toEqual([2, 3, 3]);
  expect(b!.map((value) => Number(value.toFixed(9)))).toEqual([2, 3, 3]);
});

test("chains of definitions may be long; circles are refused by name", () => {
  const chain = Array.from({ length: 5_000 }, (_, i) => [
    parameter(`x${i}`),
    assigned(`x${i}`, i === 4_999 ? time : op("plus", ci(`x${i + 1}`), cn(1))),
  ]).flat();
  expect(endOf(sbml(chain), "x0", 1)).toBe(5_000);
  const circle = [parameter("a"), parameter("b"), assigned("a", ci("b")), assigned("b", ci("a"))];
  expect(() => endOf(sbml(circle), "a", 1)).toThrow(code("HS1505"));
});

test("functions that call themselves, or double what they are given without end, are refused and do not hang", () => {
  const self = [definition("f", ["x"], call("f", ci("x"))), parameter("a"), assigned("a", call("f", cn(1)))];
  expect(() => endOf(sbml(self), "a", 1)).toThrow(code("HS1502"));
  const doubling = Array.from({ length: 60 }, (_, i) =>
    definition(
      `f${i}`,
      ["x"],
      i === 0 ? ci("x") : op("plus", call(`f${i - 1}`, ci("x")), call(`f${i - 1}`, ci("x"))),
    ),
  );
  const bomb = [...doubling, parameter("a"), assigned("a", call("f59", time))];
  expect(() => endOf(sbml(bomb), "a", 1)).toThrow(code("HS1502"));
});

test("a function sees its own parameters, not those of its caller", () => {
  const parts = [
    definition("inner", [], ci("y")),
    definition("outer", ["y"], op("plus", ci("y"), call("inner"))),
    parameter("a"),
    parameter("y", 10),
    assigned("a", call("outer", cn(1))),
  ];
  expect(endOf(sbml(parts), "a", 1)).toBe(11);
});

test.each([
  ["an unknown name", [parameter("a"), assigned("a", ci("nowhere"))], "HS1503"],
  ["an unknown function", [parameter("a"), assigned("a", call("nowhere"))], "HS1503"],
  ["an event that assigns nothing known", [event(op("gt", time, cn(0)), assign("nowhere", cn(1)))], "HS1503"],
  [
    "an event that assigns what a rule determines",
    [parameter("a"), assigned("a", time), event(op("gt", time, cn(0)), assign("a", cn(1)))],
    "HS1503",
  ],
  ["a rule too many", [parameter("a", 1), rate("a", cn(1)), algebraic(ci("a"))], "HS1505"],
  ["a derivative without end", [parameter("a", 1), rate("a", square(ci("a")))], "HS1311"],
  ["a division by nothing", [parameter("a", 1), rate("a", op("divide", cn(1), time))], "HS1310"],
])("%s is refused with a code", (_, parts, expected) => {
  const run = () => endOf(sbml([parameter("out", 0), ...parts]), "out", 2);
  expect(run).toThrow(code(expected));
});
