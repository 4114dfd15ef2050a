import fc from "fast-check";
import { expect, test } from "vitest";
import { denseProducts } from "./dense-products.ts";
import { DualProducts } from "./dual-products.ts";
import type { Place } from "./pattern.ts";
import { PropagatorMaker } from "./propagator.ts";

/** exp of [[-a, 0], [a, -b]], the one-compartment model with absorption (Bateman 1910). */
test.each([
  [1.2, 0.1, 7],
  [3000, 1e-3, 24],
  [0.5, 0.4999, 2],
])("absorption %d, elimination %d, over %d", (a, b, t) => {
  const { transition, response } = new PropagatorMaker(denseProducts(2)).make(
    Float64Array.of(-a, 0, a, -b),
    t,
  );
  const bateman = (a * Math.exp(-b * t) * -Math.expm1(-(a - b) * t)) / (a - b);
  const expected = [Math.exp(-a * t), 0, bateman, Math.exp(-b * t)];
  expected.forEach((value, i) => {
    expect(Math.abs(transition[i]! - value)).toBeLessThan(1e-11 * (1 + value));
  });
  expect(Math.abs(response[3]! / (-Math.expm1(-b * t) / b) - 1)).toBeLessThan(1e-11);
});

test("derivatives are those of the numbers: d exp(-kt)/dk = -t·exp(-kt)", () => {
  const decay: readonly Place[] = [{ row: 0, column: 0 }];
  const maker = new PropagatorMaker(new DualProducts(1, [decay, decay], [0]));
  const { transition, response } = maker.make(Float64Array.of(-0.3, -1), 5);
  expect(transition[1]! / (-5 * Math.exp(-1.5))).toBeCloseTo(1, 13);
  const psi = (k: number) => -Math.expm1(-5 * k) / k;
  expect(response[1]!).toBeCloseTo((psi(0.3 + 1e-6) - psi(0.3 - 1e-6)) / 2e-6, 6);
});

/** Entries of a matrix of four rows that may differ from 0, and those that one parameter moves. */
const pattern = fc.uniqueArray(fc.integer({ min: 0, max: 15 }), { minLength: 1, maxLength: 9 });
const placesOf = (all: readonly number[]) => all.map((at) => ({ row: at >> 2, column: at & 3 }));

test("what is stored of a sparse matrix has the bits of the whole one, and its derivatives those of differences", () => {
  fc.assert(
    fc.property(
      pattern,
      fc.integer({ min: 1, max: 9 }),
      fc.double({ min: 0.1, max: 20, noNaN: true }),
      (all, count, time) => {
        const matrix = [...all].sort((a, b) => a - b);
        const moved = matrix.slice(0, count);
        const products = new DualProducts(4, [placesOf(matrix), placesOf(moved)], [0, 1, 2, 3]);
        const values = matrix.map((at, i) => (at >> 2 === (at & 3) ? -0.2 : 0.05) * (1 + i));
        const stored = new Float64Array(products.length);
        [...values, ...moved.map(() => 1)].forEach((value, i) => {
          stored[products.given[i]!] = value;
        });
        const whole = (by: number) => {
          const dense = new Float64Array(16);
          matrix.forEach((at, i) => {
            dense[at] = values[i]! + (i < count ? by : 0);
          });
          return new PropagatorMaker(denseProducts(4)).make(dense, time);
        };
        const made = new PropagatorMaker(products).make(stored, time);
        const [here, above, below] = [whole(0), whole(1e-5), whole(-1e-5)];
        for (const kind of ["transition", "response"] as const) {
          const rest = new Set(here[kind].keys());
          products.entries.forEach(({ block, row, column }, i) => {
            const at = row * 4 + column;
            if (block === 0) {
              rest.delete(at);
              expect(made[kind][i]).toBe(here[kind][at]);
            } else {
              const slope = (above[kind][at]! - below[kind][at]!) / 2e-5;
              const size = Math.max(...above[kind].map(Math.abs)) * time;
              expect(Math.abs(made[kind][i]! - slope)).toBeLessThan(1e-7 * (1 + size));
            }
          });
          for (const at of rest) expect(here[kind][at]).toBe(0);
        }
      },
    ),
    { numRuns: 100, seed: 5 },
  );
});

test("a matrix that is singular or not finite", () => {
  const [one, two] = [1, 2].map((n) => new PropagatorMaker(denseProducts(n)));
  expect([...two!.make(new Float64Array(4), 3).response]).toEqual([3, 0, 0, 3]);
  expect(one!.make(Float64Array.of(Number.POSITIVE_INFINITY), 1).transition[0]).toBeNaN();
});
