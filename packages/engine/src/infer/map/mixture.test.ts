import { expect, test } from "vitest";
import { membership, sharesOf } from "./mixture.ts";
import { prepareModel } from "./prepare-model.ts";
import { mixed, subject } from "./test/line.ts";

test("chances and objective are those of Bayes' rule", () => {
  const { most, probabilities, objective } = membership([10, 12, 700], [0.2, 0.7, 0.1]);
  const [a, b] = [0.2 * Math.exp(-5), 0.7 * Math.exp(-6)];
  expect(most).toBe(1);
  expect([...probabilities]).toEqual([a / (a + b), b / (a + b), 0].map((value) => expect.closeTo(value, 12)));
  expect(objective).toBeCloseTo(-2 * Math.log(a + b), 12);
});

test("far out nothing is lost; nobody belongs where there is nobody, or where there is no objective", () => {
  expect(membership([90_000, 90_004], [0.5, 0.5]).objective).toBeCloseTo(
    90_000 - 2 * Math.log((1 + Math.exp(-2)) / 2),
    8,
  );
  expect(membership([10, 900], [0, 1])).toMatchObject({ most: 1, objective: 900 });
  expect(membership([Number.NaN, 900], [0.5, 0.5]).most).toBe(1);
});

test("shares that do not sum to 1 are refused with the person", () => {
  expect(() => sharesOf(prepareModel({ ...mixed, shares: [0, 1] }), subject([[1, 12]]))).toThrowError(
    expect.objectContaining({ code: "HS1656", details: expect.objectContaining({ id: "1" }) }),
  );
});
