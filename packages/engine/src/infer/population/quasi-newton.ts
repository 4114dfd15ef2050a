/** Where a function of a few numbers is least. */
export interface Lowest {
  readonly at: Float64Array;
  readonly value: number;
  readonly converged: boolean;
  readonly iterations: number;
}

/** A difference of this size is taken for gradients; values are expected to be good to ten digits. */
const width = 1e-4;
const mostIterations = 200;
/** Differences are one-sided until a step promises less than this. */
const twoSided = 1e-2;

/**
 * Quasi-Newton search (BFGS; Nocedal & Wright 2006, chapter 6) with differences for gradients; every number
 * should be scaled so that a change of 1 is large. Ends where a Newton step would lower the value by less than
 * `tolerance`.
 */
export function quasiNewton(
  valueAt: (x: Float64Array) => number,
  start: Float64Array,
  tolerance: number,
): Lowest {
  let at = start;
  let value = valueAt(at);
  let sides: 1 | 2 = 1;
  let gradient = gradientAt(valueAt, at, value, sides);
  let inverse = scaledIdentity(at.length, 0.1 / Math.max(1, norm(gradient)));
  let fresh = true;
  for (let iterations = 1; iterations <= mostIterations; iterations++) {
    const direction = times(inverse, gradient).map((part) => -part);
    const slope = dot(direction, gradient);
    const found = lineSearch(valueAt, at, value, direction, slope);
    if (found === undefined) {
      if (fresh && sides === 2) return { at, value, converged: -slope < tolerance, iterations };
      sides = 2;
      gradient = gradientAt(valueAt, at, value, sides);
      inverse = scaledIdentity(at.length, 0.01 / Math.max(1, norm(gradient)));
      fresh = true;
      continue;
    }
    const next = gradientAt(valueAt, found.at, found.value, sides);
    const step = found.at.map((part, i) => part - at[i]!);
    inverse = updated(
      inverse,
      step,
      next.map((part, i) => part - gradient[i]!),
      fresh,
    );
    fresh = false;
    [at, value, gradient] = [found.at, found.value, next];
    const promise = dot(gradient, times(inverse, gradient)) / 2;
    if (sides === 2 && promise < tolerance) return { at, value, converged: true, iterations };
    if (sides === 1 && promise < twoSided) {
      sides = 2;
      gradient = gradientAt(valueAt, at, value, sides);
    }
  }
  return { at, value, converged: false, iterations: mostIterations };
}

function gradientAt(
  valueAt: (x: Float64Array) => number,
  at: Float64Array,
  value: number,
  sides: 1 | 2,
): Float64Array {
  return at.map((_, k) => {
    const shifted = (by: number) => valueAt(at.map((part, i) => (i === k ? part + by : part)));
    return (shifted(width) - (sides === 2 ? shifted(-width) : value)) / (sides * width);
  });
}

/** Halves the step until the value falls in proportion to it (Armijo); no part moves by more than one half at once. */
function lineSearch(
  valueAt: (x: Float64Array) => number,
  at: Float64Array,
  value: number,
  direction: Float64Array,
  slope: number,
): { readonly at: Float64Array; readonly value: number } | undefined {
  const largest = direction.reduce((most, part) => Math.max(most, Math.abs(part)), 0);
  let length = Math.min(1, 0.5 / largest);
  for (let tries = 0; tries < 30; tries++, length /= 2) {
    const there = at.map((part, i) => part + length * direction[i]!);
    const reached = valueAt(there);
    if (reached <= value + 1e-4 * length * slope) return { at: there, value: reached };
  }
  return undefined;
}

/** BFGS; a first update sets the scale. Steps against which the gradient does not grow teach nothing. */
function updated(
  inverse: Float64Array,
  step: Float64Array,
  change: Float64Array,
  fresh: boolean,
): Float64Array {
  const n = step.length;
  const curvature = dot(step, change);
  if (!(curvature > 1e-12 * norm(step) * norm(change))) return inverse;
  const base = fresh ? scaledIdentity(n, curvature / dot(change, change)) : inverse;
  const turned = times(base, change);
  const factor = (1 + dot(change, turned) / curvature) / curvature;
  return base.map((value, at) => {
    const [i, j] = [Math.floor(at / n), at % n];
    return value + factor * step[i]! * step[j]! - (turned[i]! * step[j]! + step[i]! * turned[j]!) / curvature;
  });
}

const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
const norm = (a: Float64Array) => Math.sqrt(dot(a, a));

function times(matrix: Float64Array, x: Float64Array): Float64Array {
  const n = x.length;
  return x.map((_, i) => dot(matrix.subarray(i * n, (i + 1) * n), x));
}

function scaledIdentity(n: number, scale: number): Float64Array {
  return Float64Array.from({ length: n * n }, (_, i) => (i % (n + 1) === 0 ? scale : 0));
}
