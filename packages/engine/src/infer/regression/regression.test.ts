import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { drawNormal } from "../../ensemble/draw.ts";
import { normalQuantile } from "../../ensemble/normal-quantile.ts";
import { randomStream } from "../../ensemble/random-stream.ts";
import { EmpiricalDistribution } from "./empirical.ts";
import { NormalEquations } from "./normal-equations.ts";
import { informationPerRow, partiallyPooled, predict, ridge } from "./ridge.ts";
import { solveSymmetric } from "./solve-symmetric.ts";
import { SpreadRegression } from "./spread.ts";

const value = fc.double({ min: -5, max: 5, noNaN: true });

test("a symmetric system is solved: A X gives back B", () => {
  const square = fc.array(fc.array(value, { minLength: 4, maxLength: 4 }), { minLength: 4, maxLength: 4 });
  fc.assert(
    fc.property(square, fc.array(value, { minLength: 8, maxLength: 8 }), (m, b) => {
      const entry = (i: number, j: number) =>
        m.reduce((sum, row) => sum + row[i]! * row[j]!, i === j ? 1 : 0);
      const a = Float64Array.from({ length: 16 }, (_, at) => entry(Math.floor(at / 4), at % 4));
      const x = solveSymmetric(a.slice(), Float64Array.from(b), 4, 2);
      for (let i = 0; i < 4; i++) {
        for (let k = 0; k < 2; k++) {
          const product = [0, 1, 2, 3].reduce((sum, j) => sum + a[i * 4 + j]! * x[j * 2 + k]!, 0);
          expect(product).toBeCloseTo(b[i * 2 + k]!, 6);
        }
      }
    }),
  );
});

/** Rows of y = (2 x₁ − x₂, 3) + noise, both inputs standard normal, with a constant. */
function sample(rows: number, noise: number, seed: number): NormalEquations {
  const random = randomStream({ seed: seed, member: 0, purpose: "regression" });
  const equations = new NormalEquations(3, 2);
  for (let row = 0; row < rows; row++) {
    const [a, b] = [drawNormal(random), drawNormal(random)];
    const y = [2 * a - b + noise * drawNormal(random), 3 + noise * drawNormal(random)];
    equations.add(Float64Array.of(1, a, b), Float64Array.from(y));
  }
  return equations;
}

describe("ridge", () => {
  test("finds the coefficients of several outputs at once", () => {
    const expected = [0, 3, 2, 0, -1, 0];
    for (const [i, b] of ridge(sample(50, 0, 1), 0).entries()) expect(b).toBeCloseTo(expected[i]!, 6);
    expect([...predict(Float64Array.from(expected), Float64Array.of(1, 10, 1), new Float64Array(2))]).toEqual(
      [19, 3],
    );
  });

  test("a penalty worth as many rows as there are halves the coefficients of unrelated inputs", () => {
    const shrunk = ridge(sample(20_000, 0, 2), 20_000);
    expect(shrunk[2]!).toBeCloseTo(1, 1);
    expect(shrunk[4]!).toBeCloseTo(-0.5, 1);
  });

  test("does not depend on the units of the inputs", () => {
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 20, maxLength: 20 }),
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        (x, unit) => {
          fc.pre(x.some((one) => Math.abs(one) > 0.5));
          const fit = (scale: number) => {
            const equations = new NormalEquations(1, 1);
            for (const one of x) equations.add(Float64Array.of(one * scale), Float64Array.of(2 * one));
            return ridge(equations, 5)[0]! * scale;
          };
          expect(fit(unit)).toBeCloseTo(fit(1), 4);
        },
      ),
    );
  });

  test("a weight counts like that many equal rows", () => {
    const [once, thrice] = [new NormalEquations(1, 1), new NormalEquations(1, 1)];
    once.add(Float64Array.of(2), Float64Array.of(1), 3);
    once.add(Float64Array.of(1), Float64Array.of(5));
    for (let i = 0; i < 3; i++) thrice.add(Float64Array.of(2), Float64Array.of(1));
    thrice.add(Float64Array.of(1), Float64Array.of(5));
    expect(ridge(once, 0)[0]).toBeCloseTo(ridge(thrice, 0)[0]!, 9);
  });
});

describe("partial pooling", () => {
  const group = sample(5000, 0.1, 3);
  const pooled = ridge(group, 0);
  const information = informationPerRow(group, 0);

  test("someone without rows has everyone's coefficients", () => {
    expect([...partiallyPooled(new NormalEquations(3, 2), pooled, information, 100)]).toEqual([...pooled]);
  });

  test("someone with many rows has their own, someone with few lies between", () => {
    const person = (rows: number) => {
      const own = new NormalEquations(3, 2);
      const random = randomStream({ seed: 4, member: 0, purpose: "person" });
      for (let i = 0; i < rows; i++) {
        const a = drawNormal(random);
        own.add(Float64Array.of(1, a, drawNormal(random)), Float64Array.of(6 * a, 3));
      }
      return partiallyPooled(own, pooled, information, 100)[2]!;
    };
    expect(person(100)).toBeGreaterThan(3);
    expect(person(100)).toBeLessThan(5);
    expect(person(20_000)).toBeCloseTo(6, 1);
  });
});

test("a spread that doubles with the input is found", () => {
  const random = randomStream({ seed: 5, member: 0, purpose: "spread" });
  const regression = new SpreadRegression(2, 1, 1);
  expect(regression.spread(Float64Array.of(1, 0))).toBeNull();
  for (let i = 0; i < 20_000; i++) {
    const x = i % 2;
    regression.add(Float64Array.of(1, x), Float64Array.of(10 * 2 ** x * drawNormal(random)));
  }
  regression.refit();
  expect(regression.spread(Float64Array.of(1, 0))![0]! / 10).toBeCloseTo(1, 1);
  expect(regression.spread(Float64Array.of(1, 1))![0]! / 20).toBeCloseTo(1, 1);
});

describe("the empirical distribution", () => {
  const none = new EmpiricalDistribution();

  test("gives the quantiles of its sample, to its bin", () => {
    const random = randomStream({ seed: 6, member: 0, purpose: "empirical" });
    const sample = new EmpiricalDistribution();
    for (let i = 0; i < 50_000; i++) sample.add(drawNormal(random));
    const levels = [0.1, 0.5, 0.9];
    const quantiles = sample.quantiles(levels, none, 0);
    for (const [i, level] of levels.entries()) {
      expect(Math.abs(quantiles[i]! - normalQuantile(level))).toBeLessThan(0.04);
    }
  });

  test("borrows from its prior while it is small", () => {
    const prior = new EmpiricalDistribution();
    for (let i = 0; i < 1000; i++) prior.add(2);
    expect(none.quantiles([0.5], prior, 10)[0]).toBeCloseTo(2, 0);
    const own = new EmpiricalDistribution();
    for (let i = 0; i < 100; i++) own.add(-2);
    expect(own.quantiles([0.5], prior, 10)[0]).toBeCloseTo(-2, 0);
  });

  test("forgets at its pace, however long it runs", () => {
    const forgetful = new EmpiricalDistribution(0.5);
    for (let i = 0; i < 1000; i++) forgetful.add(-1);
    expect(forgetful.size).toBeCloseTo(2, 12);
    for (let i = 0; i < 2; i++) forgetful.add(1);
    expect(forgetful.quantiles([0.2, 0.3], none, 0)[0]).toBeLessThan(-0.9);
    expect(forgetful.quantiles([0.2, 0.3], none, 0)[1]).toBeGreaterThan(0.9);
  });
});
