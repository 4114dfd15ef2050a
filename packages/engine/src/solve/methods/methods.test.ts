/**
 * Every method: the order conditions of Hairer, Nørsett & Wanner, Solving Ordinary Differential Equations I, II.2 and
 * II.6 (step to order 5, embedded and dense output to order 4), and the order that is observed on Lotka–Volterra.
 */
import { describe, expect, it } from "vitest";
import { generateArithmetic, interpretArithmetic } from "../step-arithmetic.ts";
import type { Method } from "./method.ts";
import { pairs } from "./methods.ts";

const sumOver = (n: number, term: (i: number) => number) =>
  Array.from({ length: n }, (_, i) => term(i)).reduce((sum, value) => sum + value, 0);

describe.each(Object.values(pairs))("$name", (method) => {
  const { a, c, error, dense } = method;
  const n = c.length;
  const times = (v: readonly number[]) => c.map((_, i) => sumOver(n, (j) => (a[i]![j] ?? 0) * v[j]!));
  const power = (k: number) => c.map((ci) => ci ** k);
  const ac = times(power(1));
  /** Elementary weights of the trees up to order 4 (with their order and density), and of order 5. */
  const trees4 = [
    [1, 1, power(0)],
    [2, 2, power(1)],
    [3, 3, power(2)],
    [3, 6, ac],
    [4, 4, power(3)],
    [4, 8, c.map((ci, i) => ci * ac[i]!)],
    [4, 12, times(power(2))],
    [4, 24, times(ac)],
  ] as const;
  const trees5 = [
    [5, 5, power(4)],
    [5, 10, c.map((ci, i) => ci * ci * ac[i]!)],
    [5, 15, c.map((ci, i) => ci * times(power(2))[i]!)],
    [5, 30, c.map((ci, i) => ci * times(ac)[i]!)],
    [5, 20, ac.map((v) => v * v)],
    [5, 20, times(power(3))],
    [5, 40, times(c.map((ci, i) => ci * ac[i]!))],
    [5, 60, times(times(power(2)))],
    [5, 120, times(times(ac))],
  ] as const;
  const b = [...a[n - 1]!, 0];
  const meets = (weights: readonly number[], trees: typeof trees4 | typeof trees5, theta: number) => {
    for (const [order, density, tree] of trees) {
      const got = sumOver(n, (i) => weights[i]! * tree[i]!);
      expect(Math.abs(got - theta ** order / density)).toBeLessThan(2e-14);
    }
  };

  it("rows sum to their times, and the last row is the step", () => {
    a.forEach((row, i) => {
      expect(sumOver(row.length, (j) => row[j]!)).toBeCloseTo(c[i]!, 13);
    });
    expect(c[n - 1]).toBe(1);
  });

  it("meets the order conditions", () => {
    meets(b, trees4, 1);
    meets(b, trees5, 1);
    meets(
      b.map((weight, i) => weight - error[i]!),
      trees4,
      1,
    );
    for (const theta of [0.1, 0.45, 0.8, 1]) {
      meets(
        dense.map((row) => sumOver(row.length, (k) => row[k]! * theta ** (k + 1))),
        trees4,
        theta,
      );
    }
  });

  it("converges with order 5, its dense output with order 4 or better", () => {
    const errors = [40, 80, 160].map((steps) => lotkaVolterra(method, steps));
    const orders = (of: "end" | "dense") => [0, 1].map((i) => Math.log2(errors[i]![of] / errors[i + 1]![of]));
    for (const order of orders("end")) expect(order).toBeGreaterThan(4.8);
    for (const order of orders("dense")) expect(order).toBeGreaterThan(3.8);
  });

  it("has the same bits generated and interpreted", () => {
    const make = (seed: number) => Float64Array.from({ length: 9 }, (_, i) => Math.sin(seed + 3 * i));
    const k = c.map((_, i) => make(i));
    const made = [generateArithmetic(method)!, interpretArithmetic(method)].map(
      ({ stages, errorNorm, dense }) => [
        ...stages.slice(1).flatMap((stage) => {
          const out = new Float64Array(9);
          stage(0.3, make(50), k, out);
          return [...out];
        }),
        ...[0.2, 0.9].flatMap((theta) => {
          const out = new Float64Array(9);
          dense(theta, 0.3, make(50), k, out);
          return [...out];
        }),
        errorNorm(0.3, make(50), make(51), k, new Float64Array(9).fill(1e-6), 1e-4),
      ],
    );
    expect(made[0]).toEqual(made[1]);
  });
});

/** Errors on x' = x − xy, y' = xy − y over 8 time units: at the end against 3,200 steps, in between by the invariant. */
function lotkaVolterra(method: Method, steps: number) {
  const exact = fixedSteps(method, 3200).y;
  const { y, drift } = fixedSteps(method, steps);
  return { end: Math.hypot(y[0]! - exact[0]!, y[1]! - exact[1]!), dense: drift };
}

const invariant = ([x, y]: Float64Array) => x! - Math.log(x!) + y! - Math.log(y!);

function fixedSteps(method: Method, steps: number) {
  const { stages, dense } = generateArithmetic(method)!;
  const h = 8 / steps;
  const y = Float64Array.of(0.8, 2);
  const start = invariant(y);
  const k = method.c.map(() => new Float64Array(2));
  const argument = new Float64Array(2);
  const slope = ([x, z]: Float64Array, out: Float64Array) => out.set([x! - x! * z!, x! * z! - z!]);
  let drift = 0;
  for (let step = 0; step < steps; step++) {
    slope(y, k[0]!);
    for (let i = 1; i < stages.length; i++) {
      stages[i]!(h, y, k, argument);
      slope(argument, k[i]!);
    }
    dense(0.4, h, y, k, argument);
    drift = Math.max(drift, Math.abs(invariant(argument) - start));
    stages.at(-1)!(h, y, k, argument);
    y.set(argument);
  }
  return { y, drift };
}
