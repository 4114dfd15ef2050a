import { expect, test } from "vitest";
import { curvatureAt, isMinimum, type Landscape, minimise } from "./minimise.ts";

const one = Float64Array.of(1, 1);

function searched(landscape: (x: Float64Array) => Landscape, start: Float64Array, scales: Float64Array) {
  const minimum = minimise(landscape, start, scales);
  const curvature = curvatureAt(landscape, minimum.at, scales);
  return { ...minimum, curvature, converged: isMinimum(minimum.landscape, curvature, scales) };
}

/** Rosenbrock's valley as least squares: (1 − x)² + 100(y − x²)²; minimum at (1, 1). */
function valley([x = 0, y = 0]: Float64Array): Landscape {
  const [a, b] = [1 - x, 10 * (y - x * x)];
  const [ax, bx, by] = [-1, -20 * x, 10];
  return {
    value: a * a + b * b,
    gradient: Float64Array.of(2 * a * ax + 2 * b * bx, 2 * b * by),
    information: Float64Array.of(ax * ax + bx * bx, bx * by, bx * by, by * by),
  };
}

test("a curved valley is followed to its bottom", () => {
  const { at, converged } = searched(valley, Float64Array.of(-1.2, 1), one);
  expect(converged).toBe(true);
  expect(at[0]).toBeCloseTo(1, 9);
  expect(at[1]).toBeCloseTo(1, 9);
});

test("the curvature is half the Hessian", () => {
  const { curvature } = searched(valley, Float64Array.of(1, 1), one);
  expect([...curvature]).toEqual([401, -200, -200, 100].map((value) => expect.closeTo(value, 3)));
});

test("walls are not crossed, and a search that ends at one says that it did not converge", () => {
  const walled = ([x = 0]: Float64Array): Landscape => ({
    value: x < 0 ? Number.POSITIVE_INFINITY : Math.sqrt(1 + x * x) + x,
    gradient: Float64Array.of(x / Math.sqrt(1 + x * x) + 1),
    information: Float64Array.of(1),
  });
  const { at, converged } = searched(walled, Float64Array.of(3), Float64Array.of(1));
  expect(at[0]).toBeGreaterThanOrEqual(0);
  expect(converged).toBe(false);
});

test("a flat direction is no minimum", () => {
  const flat = ([x = 0]: Float64Array): Landscape => ({
    value: (x - 2) ** 2,
    gradient: Float64Array.of(2 * (x - 2), 0),
    information: Float64Array.of(1, 0, 0, 1),
  });
  const { at, converged } = searched(flat, Float64Array.of(0, 0), one);
  expect(at[0]).toBeCloseTo(2, 9);
  expect(converged).toBe(false);
});
