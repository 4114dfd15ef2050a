/** The formulas of each order at equal steps, their differences under a change of step, and the interpolant. */
import { describe, expect, it } from "vitest";
import type { Problem } from "../stepper.ts";
import { alpha } from "./coefficients.ts";
import { Differences } from "./differences.ts";
import { Newton } from "./newton.ts";

/** y' = −3(y − sin t) + cos t, whose solution through 0 is the sine. */
const lambda = -3;
const problem: Problem = {
  size: 1,
  relative: 1e-13,
  absolute: Float64Array.of(1e-13),
  evaluate: (t, y, dy) => {
    dy[0] = lambda * (y[0]! - Math.sin(t)) + Math.cos(t);
  },
  linear: () => ({
    pattern: { size: 1, starts: Int32Array.of(0, 1), rows: Int32Array.of(0) },
    drifting: () => Int32Array.of(0),
    fill: (t, y, dy, jacobian, drift) => {
      problem.evaluate(t, y, dy);
      jacobian[0] = lambda;
      drift[0] = -lambda * Math.cos(t) - Math.sin(t);
    },
  }),
};

/** The backward differences of a function at t. */
function differencesOf(f: (t: number) => number, t: number, h: number): Differences {
  const made = new Differences(1);
  let values = made.rows.map((_, j) => f(t - j * h));
  made.rows.forEach((row) => {
    row[0] = values[0]!;
    values = values.slice(1).map((value, j) => values[j]! - value);
  });
  return made;
}

/** Error at time 1 of equal steps of one order from exact past values; and 0.3 of a step before it. */
function errors(order: number, steps: number) {
  const h = 1 / steps;
  const differences = differencesOf(Math.sin, 0, h);
  const newton = new Newton(problem);
  const [predicted, pull, between] = [new Float64Array(1), new Float64Array(1), new Float64Array(1)];
  newton.start(0, Float64Array.of(0));
  for (let step = 1; step <= steps; step++) {
    differences.predict(order, predicted);
    differences.pull(order, pull);
    pull[0]! /= alpha[order]!;
    expect(newton.solve(step * h, h / alpha[order]!, predicted, pull)).toBe("converged");
    differences.push(order, newton.y, newton.correction);
    newton.passed();
  }
  differences.interpolate(order, 0.3, between);
  return {
    end: Math.abs(newton.y[0]! - Math.sin(1)),
    dense: Math.abs(between[0]! - Math.sin(1 - 0.3 * h)),
  };
}

describe.each([1, 2, 3, 4, 5])("order %d", (order) => {
  it("is the observed one, at the ends of steps and between them", () => {
    const seen = [20, 40, 80].map((steps) => errors(order, steps));
    for (const of of ["end", "dense"] as const) {
      for (const i of [0, 1])
        expect(Math.log2(seen[i]![of] / seen[i + 1]![of])).toBeGreaterThan(order - 0.25);
    }
  });

  it("keeps its polynomial when the step changes", () => {
    const cubic = (t: number) => t ** order - 2 * t + 1;
    const differences = differencesOf(cubic, 2, 0.5);
    const out = new Float64Array(1);
    for (const factor of [0.3, 4, 1.7]) {
      const h = 0.5 * factor;
      const fresh = differencesOf(cubic, 2, 0.5);
      fresh.rescale(order, factor);
      const exact = differencesOf(cubic, 2, h);
      for (let j = 0; j <= order; j++) expect(fresh.rows[j]![0]).toBeCloseTo(exact.rows[j]![0]!, 8);
      fresh.interpolate(order, 1.25 / factor, out);
      expect(out[0]).toBeCloseTo(cubic(2 - 1.25 * 0.5), 8);
    }
    differences.predict(order, out);
    expect(out[0]).toBeCloseTo(cubic(2.5), 8);
  });
});
