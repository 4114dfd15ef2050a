/**
 * Every explicit pair: the order conditions of step, embedded step and dense output, and the order that is observed on
 * Lotka–Volterra.
 */
import { describe, expect, it } from "vitest";
import { ExplicitStepper } from "../explicit-stepper.ts";
import { generateArithmetic, interpretArithmetic } from "../step-arithmetic.ts";
import { type OrderCondition, orderConditions } from "../test/rooted-trees.ts";
import type { Method, PairName } from "./method.ts";
import { pairs } from "./methods.ts";

const sumOver = (n: number, term: (i: number) => number) =>
  Array.from({ length: n }, (_, i) => term(i)).reduce((sum, value) => sum + value, 0);

/** One less than the step's keeps the step's order between steps. */
const orderOfDense: Readonly<Record<PairName, number>> = { dopri5: 4, tsit5: 4, vern7: 6 };
const howMany = [0, 1, 2, 4, 8, 17, 37, 85];

describe.each(Object.values(pairs))("$name", (method) => {
  const { a, c, error, dense, further, order } = method;
  const n = c.length;
  const rows = [...a, ...(further?.a ?? [])];
  const conditions = orderConditions(rows, order);
  const meets = (weights: readonly number[], upTo: number, theta: number, within: number) => {
    for (const { order: own, density, elementary } of conditions) {
      if (own > upTo) continue;
      const got = sumOver(rows.length, (i) => (weights[i] ?? 0) * elementary[i]!);
      expect(Math.abs(got - theta ** own / density)).toBeLessThan(within);
    }
  };
  const b = a[n - 1]!;

  it("rows sum to their times, and the last row is the step", () => {
    a.forEach((row, i) => {
      expect(sumOver(row.length, (j) => row[j]!)).toBeCloseTo(c[i]!, 13);
    });
    expect(c[n - 1]).toBe(1);
  });

  it("meets the order conditions of each tree", () => {
    expect(conditions).toHaveLength(howMany[order]!);
    meets(b, order, 1, 2e-14);
    meets(
      error.map((weight, i) => (b[i] ?? 0) - weight),
      order - 1,
      1,
      2e-14,
    );
    for (const theta of [0.1, 0.45, 0.8, 1]) {
      const weights = dense.map((row) => sumOver(row.length, (k) => row[k]! * theta ** (k + 1)));
      meets(weights, orderOfDense[method.name], theta, 2e-13);
    }
  });

  it("has an embedded step of one order less, not more", () => {
    const missed = (condition: OrderCondition) =>
      sumOver(n, (i) => (error[i] ?? 0) * condition.elementary[i]!) ** 2;
    const worst = conditions.filter((one) => one.order === order).map(missed);
    expect(Math.sqrt(Math.max(...worst))).toBeGreaterThan(1e-6);
  });

  it("converges with its order, and its dense output with its own", () => {
    const counts = order > 5 ? [20, 40, 80] : [40, 80, 160];
    const errors = counts.map((steps) => lotkaVolterra(method, steps));
    const orders = (of: "end" | "dense") => [0, 1].map((i) => Math.log2(errors[i]![of] / errors[i + 1]![of]));
    for (const seen of orders("end")) expect(seen).toBeGreaterThan(order - 0.25);
    for (const seen of orders("dense")) expect(seen).toBeGreaterThan(orderOfDense[method.name] - 0.2);
  });

  it("has the same bits generated and interpreted", () => {
    const make = (seed: number) => Float64Array.from({ length: 9 }, (_, i) => Math.sin(seed + 3 * i));
    const k = rows.map((_, i) => make(i));
    const weights = { ...method, a: rows };
    const made = [generateArithmetic(weights)!, interpretArithmetic(weights)].map(
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

/** Errors on x' = x − xy, y' = xy − y over 8 time units: at the end against 800 steps, in between by the invariant. */
function lotkaVolterra(method: Method, steps: number) {
  const exact = fixedSteps(method, method.order > 5 ? 800 : 3200).y;
  const { y, drift } = fixedSteps(method, steps);
  return { end: Math.hypot(y[0]! - exact[0]!, y[1]! - exact[1]!), dense: drift };
}

const invariant = ([x, y]: Float64Array) => x! - Math.log(x!) + y! - Math.log(y!);

function fixedSteps(method: Method, steps: number) {
  const h = 8 / steps;
  const y = Float64Array.of(0.8, 2);
  const start = invariant(y);
  const stepper = new ExplicitStepper(method, {
    size: 2,
    relative: 1,
    absolute: Float64Array.of(1, 1),
    evaluate: (_t, [x, z], out) => out.set([x! - x! * z!, x! * z! - z!]),
    linear: () => {
      throw new Error("an explicit pair asks for no Jacobian");
    },
  });
  const between = new Float64Array(2);
  let drift = 0;
  stepper.begin(0, y);
  for (let step = 0; step < steps; step++) {
    stepper.attempt(step * h, h, y);
    stepper.dense((step + 0.4) * h, between);
    drift = Math.max(drift, Math.abs(invariant(between) - start));
    stepper.accept(y, 1);
  }
  return { y, drift };
}
