/**
 * Every Rosenbrock method: the order conditions of Hairer & Wanner, Solving Ordinary Differential Equations II, IV.7
 * (a vertex of a tree with one child takes β = α + γ, any other α), its stability at infinity, and the order that is
 * observed on a nonlinear problem that time drives, stiff and not.
 */
import { describe, expect, it } from "vitest";
import { RosenbrockStepper } from "../rosenbrock-stepper.ts";
import { rosenbrocks } from "./methods.ts";
import type { RosenbrockMethod } from "./rosenbrock-method.ts";

type Matrix = readonly (readonly number[])[];

const times = (a: Matrix, v: readonly number[]) =>
  a.map((row) => row.reduce((sum, value, j) => sum + value * v[j]!, 0));
const dot = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, value, i) => sum + value * b[i]!, 0);

/** A rooted tree as its root's children. */
type Tree = readonly Tree[];
const leaf: Tree = [];
const treesOf = (order: number): readonly Tree[] => {
  const byOrder: readonly (readonly Tree[])[] = [
    [leaf],
    [[leaf]],
    [[leaf, leaf], [[leaf]]],
    [[leaf, leaf, leaf], [leaf, [leaf]], [[leaf, leaf]], [[[leaf]]]],
    [
      [leaf, leaf, leaf, leaf],
      [leaf, leaf, [leaf]],
      [[leaf], [leaf]],
      [leaf, [leaf, leaf]],
      [leaf, [[leaf]]],
      [[leaf, leaf, leaf]],
      [[leaf, [leaf]]],
      [[[leaf, leaf]]],
      [[[[leaf]]]],
    ],
  ];
  return byOrder.slice(0, order).flat();
};
const nodes = (tree: Tree): number => 1 + tree.reduce((sum, child) => sum + nodes(child), 0);
const density = (tree: Tree): number =>
  tree.reduce((product, child) => product * density(child), nodes(tree));

/** The coefficients of the form with products: α, β, and any weights of u as weights of k. */
function productForm({ gamma, a, coupling }: RosenbrockMethod) {
  const n = a.length;
  const inverse = coupling.map((row, i) =>
    Array.from({ length: n }, (_, j) => (i === j ? 1 / gamma : -(row[j] ?? 0))),
  );
  const columns = Array.from({ length: n }, (_, j) => {
    const column = new Array<number>(n).fill(0);
    for (let i = 0; i < n; i++) {
      const known = column.reduce((sum, value, k) => (k < i ? sum + inverse[i]![k]! * value : sum), 0);
      column[i] = ((i === j ? 1 : 0) - known) / inverse[i]![i]!;
    }
    return column;
  });
  const onto = (weights: readonly number[]) =>
    columns.map((column) =>
      dot(
        Array.from({ length: n }, (_, i) => weights[i] ?? 0),
        column,
      ),
    );
  const gammas = Array.from({ length: n }, (_, i) => columns.map((column) => column[i]!));
  const alphas = a.map(onto);
  return {
    onto,
    alphas,
    gammas,
    betas: alphas.map((row, i) => row.map((value, j) => value + gammas[i]![j]!)),
  };
}

describe.each(Object.values(rosenbrocks))("$name", (method) => {
  const { onto, alphas, gammas, betas } = productForm(method);
  const n = method.c.length;
  const weight = (tree: Tree): readonly number[] => {
    const factors = tree.map((child) => times(tree.length === 1 ? betas : alphas, weight(child)));
    return Array.from({ length: n }, (_, i) => factors.reduce((product, factor) => product * factor[i]!, 1));
  };
  const meets = (weights: readonly number[], order: number, theta = 1) => {
    for (const tree of treesOf(order)) {
      const got = dot(onto(weights), weight(tree));
      expect(Math.abs(got - theta ** nodes(tree) / density(tree))).toBeLessThan(2e-13);
    }
  };

  it("has rows that sum to its times and drifts", () => {
    const ones = new Array<number>(n).fill(1);
    times(alphas, ones).forEach((sum, i) => {
      expect(sum).toBeCloseTo(method.c[i]!, 12);
    });
    times(gammas, ones).forEach((sum, i) => {
      expect(sum).toBeCloseTo(method.drift[i]!, 12);
    });
  });

  it("meets the order conditions: the step, the estimate one below, dense output one below", () => {
    meets(method.weights, method.order);
    meets(
      method.weights.map((value, i) => value - method.error[i]!),
      method.order - 1,
    );
    for (const theta of [0.15, 0.5, 0.8, 1]) {
      meets(
        method.dense.map((row) => row.reduceRight((sum, value) => (sum + value) * theta, 0)),
        method.order - 1,
        theta,
      );
    }
  });

  it("damps what is infinitely stiff at once", () => {
    const { y } = run(method, 1e12, 1);
    expect(Math.abs(y - exact(1))).toBeLessThan(1e-3);
  });

  it("converges with its order, its dense output with one less or better", () => {
    const errors = [8, 16, 32, 64].map((steps) => run(method, 1, steps));
    for (const [i, finer] of errors.slice(1).entries()) {
      const ratio = (of: "end" | "dense") => Math.log2(errors[i]![of] / finer[of]);
      expect(ratio("end")).toBeGreaterThan(method.order - 0.3);
      expect(ratio("dense")).toBeGreaterThan(method.order - 1.3);
    }
  });
});

const exact = (t: number) => 2 + Math.cos(t);

/** y′ = −λ·(y² − g²) + g′ with g = 2 + cos t, from y(0) = g(0): the solution is g (after Prothero & Robinson 1974). */
function run(method: RosenbrockMethod, lambda: number, steps: number) {
  const slope = (t: number, y: number) => -lambda * (y * y - exact(t) ** 2) - Math.sin(t);
  const stepper = new RosenbrockStepper(method, {
    size: 1,
    relative: 1e-6,
    absolute: Float64Array.of(1e-6),
    evaluate: (t, y, dy) => {
      dy[0] = slope(t, y[0]!);
    },
    linear: () => ({
      pattern: { size: 1, starts: Int32Array.of(0, 1), rows: Int32Array.of(0) },
      drifting: () => Int32Array.of(0),
      fill: (t, y, dy, jacobian, drift) => {
        dy[0] = slope(t, y[0]!);
        jacobian[0] = -2 * lambda * y[0]!;
        drift[0] = -2 * lambda * exact(t) * Math.sin(t) - Math.cos(t);
      },
    }),
  });
  const h = 1 / steps;
  const y = Float64Array.of(exact(0));
  const between = new Float64Array(1);
  let dense = 0;
  stepper.begin(0, y);
  for (let step = 0; step < steps; step++) {
    stepper.attempt(step * h, h, y);
    stepper.dense((step + 0.4) * h, between);
    dense = Math.max(dense, Math.abs(between[0]! - exact((step + 0.4) * h)));
    stepper.accept(y, 0.5);
  }
  return { y: y[0]!, end: Math.abs(y[0]! - exact(1)), dense };
}
