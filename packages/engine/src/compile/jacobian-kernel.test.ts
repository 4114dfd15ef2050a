/** The Jacobian kernel: exact against differences, the kernel's own bits, inputs that move, equal bits interpreted. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lower } from "../model/lower.ts";
import { model } from "../model/model.ts";
import { compileKernel } from "./compile-kernel.ts";
import {
  compileJacobian,
  generateJacobian,
  interpretJacobian,
  type JacobianKernel,
} from "./jacobian-kernel.ts";
import { jacobianParts } from "./jacobian-parts.ts";

const spec = model({
  id: "driven",
  title: "test",
  reference: { citation: "none" },
  use: "a test",
  status: "unvalidated",
  time: "h",
  states: {
    a: { is: "a", unit: "1", start: 1 },
    b: { is: "b", unit: "1", start: 2 },
    c: { is: "c", unit: "1", start: 3 },
  },
  inputs: { drive: { is: "drive", unit: "1", default: 0.5 } },
  parameters: {
    k: { is: "rate", unit: "/h", value: 0.3, source: "test" },
    w: { is: "frequency", unit: "/h", value: 2, source: "test" },
  },
  equations: `
    met = k*exp(-a)*b/(1 + b)
    der(a) = k*drive*sin(w*time) - met
    der(b) = met*a^2 - k*tanh(b)
    der(c) = k*drive^2*c
  `,
  outputs: { a: { is: "a", equals: "a", unit: "1" } },
});
const system = lower(spec);
const kernel = compileKernel(system);
const p = Float64Array.of(0.3, 2);

function filled(make: (inputsMove: boolean) => JacobianKernel, t: number, y: Float64Array, rate?: number) {
  const one = make(rate !== undefined);
  const c = new Float64Array(one.constants);
  const [dy, drift] = [new Float64Array(3), new Float64Array(3)];
  const jacobian = new Float64Array(one.pattern.rows.length);
  one.fillConstants(c, p, rate === undefined ? Float64Array.of(0.5) : Float64Array.of(0.5, rate));
  one.fill(t, y, c, dy, jacobian, drift);
  return { dy, jacobian, drift, pattern: one.pattern };
}

const generated = (move: boolean) => generateJacobian(jacobianParts(system, move))!;
const interpreted = (move: boolean) => interpretJacobian(jacobianParts(system, move));

function slopes(t: number, y: Float64Array, u = 0.5): Float64Array {
  const c = new Float64Array(kernel.constants);
  const dy = new Float64Array(3);
  kernel.fillConstants(c, p, Float64Array.of(u));
  kernel.derivatives(t, y, c, dy);
  return dy;
}

const points = fc.tuple(
  fc.double({ min: 0, max: 5, noNaN: true }),
  fc.array(fc.double({ min: 0.1, max: 3, noNaN: true }), { minLength: 3, maxLength: 3 }),
);

describe("the Jacobian kernel", () => {
  it("gives the kernel's own slopes, and derivatives that agree with differences", () => {
    fc.assert(
      fc.property(points, ([t, values]) => {
        const y = Float64Array.from(values);
        const { dy, jacobian, drift, pattern } = filled(generated, t, y);
        expect(dy).toEqual(slopes(t, y));
        const d = 1e-6;
        const dense = Array.from({ length: 3 }, () => [0, 0, 0]);
        for (let j = 0; j < 3; j++)
          for (let e = pattern.starts[j]!; e < pattern.starts[j + 1]!; e++)
            dense[pattern.rows[e]!]![j] = jacobian[e]!;
        const difference = (from: Float64Array, to: Float64Array, i: number) => (to[i]! - from[i]!) / (2 * d);
        for (let i = 0; i < 3; i++) {
          expect(drift[i]).toBeCloseTo(difference(slopes(t - d, y), slopes(t + d, y), i), 7);
          for (let j = 0; j < 3; j++) {
            const moved = (by: number) => slopes(t, y.with(j, y[j]! + by));
            expect(dense[i]![j]).toBeCloseTo(difference(moved(-d), moved(d), i), 7);
          }
        }
      }),
      { numRuns: 100, seed: 1 },
    );
  });

  it("counts inputs that move into the drift", () => {
    const y = Float64Array.of(1, 2, 3);
    const [rate, d] = [-3, 1e-6];
    const { drift } = filled(generated, 0.7, y, rate);
    const before = slopes(0.7 - d, y, 0.5 - d * rate);
    const after = slopes(0.7 + d, y, 0.5 + d * rate);
    drift.forEach((value, i) => {
      expect(value).toBeCloseTo((after[i]! - before[i]!) / (2 * d), 7);
    });
  });

  it("has only what can differ from 0, and the same bits interpreted", () => {
    expect([...generated(false).pattern.rows]).toEqual([0, 1, 0, 1, 2]);
    fc.assert(
      fc.property(
        points,
        fc.option(fc.double({ min: -2, max: 2, noNaN: true }), { nil: undefined }),
        ([t, values], rate) => {
          const y = Float64Array.from(values);
          expect(filled(interpreted, t, y, rate)).toEqual(filled(generated, t, y, rate));
        },
      ),
      { numRuns: 100, seed: 2 },
    );
  });

  it("is made once for each model, and once more where inputs move", () => {
    expect(compileJacobian({ ...system }, false)).toBe(compileJacobian(system, false));
    expect(compileJacobian(system, true)).not.toBe(compileJacobian(system, false));
  });
});
