import { expect, it } from "vitest";
import { model } from "../model/model.ts";
import { drawMembers } from "./draw-members.ts";

const source = "test";
const people = model({
  id: "people",
  title: "people",
  reference: { citation: "made for a test" },
  use: "a test",
  status: "unvalidated",
  time: "h",
  states: { x: { is: "x", unit: "1", start: 1 } },
  inputs: {},
  parameters: {
    k: { is: "rate", unit: "/h", value: 2, spread: { kind: "logNormal", cv: 0.3 }, range: [1.5, 3], source },
    half: { is: "half of it", unit: "/h", value: "k/2", spread: { kind: "normal", sd: 0.1 }, source },
    same: { is: "the same for all", unit: "1", value: 1, source },
  },
  equations: "der(x) = -(k + half)*x*same",
  outputs: { x: { is: "x", equals: "x", unit: "1" } },
});

it("draws what has a spread, within its range, the same for a member however many there are", () => {
  const few = drawMembers(people, { members: 10, seed: 1 });
  const many = drawMembers(people, { members: 4000, seed: 1 });
  expect(Object.keys(many)).toEqual(["k", "half"]);
  expect(many.k!.slice(0, 10)).toEqual(few.k);
  expect(drawMembers(people, { members: 10, seed: 2 }).k).not.toEqual(few.k);
  expect(Math.min(...many.k!)).toBeGreaterThan(1.5);
  expect(Math.max(...many.k!)).toBeLessThan(3);
});

// The share below the median within the range: (F(2) − F(1.5)) / (F(3) − F(1.5)), σ = √ln(1 + 0.09).
it("has the law of the spread, cut off at the range", () => {
  const many = drawMembers(people, { members: 4000, seed: 1 }).k!;
  const below = many.filter((value) => value < 2).length / many.length;
  const expected = (0.5 - 0.1636) / (0.9162 - 0.1636);
  expect(Math.abs(below - expected)).toBeLessThan(4 * Math.sqrt((expected * (1 - expected)) / 4000));
});

it("follows what is given, and does not draw it", () => {
  const given = drawMembers(people, { members: 2000, seed: 1, given: { k: 4 } });
  expect(Object.keys(given)).toEqual(["half"]);
  const mean = given.half!.reduce((sum, value) => sum + value, 0) / 2000;
  expect(Math.abs(mean - 2)).toBeLessThan(4 * (0.1 / Math.sqrt(2000)));
});
