/** A function at one place: its value, and its gradient where it is asked for. */
export interface Place {
  readonly value: number;
  gradient(): Float64Array;
}

/** Where a function of a few numbers is least. */
export interface Lowest {
  readonly at: Float64Array;
  readonly value: number;
  readonly converged: boolean;
  readonly iterations: number;
}

const mostIterations = 200;

/**
 * Quasi-Newton search (BFGS; Nocedal & Wright 2006, chapter 6); every number should be scaled so that a change of 1 is
 * large. Ends where a Newton step would lower the value by less than `tolerance`.
 */
export function quasiNewton(
  placeAt: (x: Float64Array) => Place,
  start: Float64Array,
  tolerance: number,
): Lowest {
  let at = start;
  let here = placeAt(at);
  let gradient = here.gradient();
  let inverse = firstInverse(gradient);
  let fresh = true;
  for (let iterations = 1; iterations <= mostIterations; iterations++) {
    const direction = times(inverse, gradient).map((part) => -part);
    const slope = dot(direction, gradient);
    const found = lineSearch(placeAt, at, here.value, direction, slope);
    if (found === undefined) {
      if (fresh) return { at, value: here.value, converged: -slope < tolerance, iterations };
      inverse = firstInverse(gradient);
      fresh = true;
      continue;
    }
    const next = found.place.gradient();
    const step = found.at.map((part, i) => part - at[i]!);
    const change = next.map((part, i) => part - gradient[i]!);
    inverse = updated(inverse, step, change, fresh);
    fresh = false;
    [at, here, gradient] = [found.at, found.place, next];
    const promise = dot(gradient, times(inverse, gradient)) / 2;
    if (promise < tolerance) return { at, value: here.value, converged: true, iterations };
  }
  return { at, value: here.value, converged: false, iterations: mostIterations };
}

/** Of no curvature known: a first step that is small. */
const firstInverse = (gradient: Float64Array) =>
  scaledIdentity(gradient.length, 0.1 / Math.max(1, norm(gradient)));

/** Halves the step until the value falls in proportion to it (Armijo); no part moves by more than one half at once. */
function lineSearch(
  placeAt: (x: Float64Array) => Place,
  at: Float64Array,
  value: number,
  direction: Float64Array,
  slope: number,
): { readonly at: Float64Array; readonly place: Place } | undefined {
  const largest = direction.reduce((most, part) => Math.max(most, Math.abs(part)), 0);
  let length = Math.min(1, 0.5 / largest);
  for (let tries = 0; tries < 30; tries++, length /= 2) {
    const there = at.map((part, i) => part + length * direction[i]!);
    const place = placeAt(there);
    if (place.value <= value + 1e-4 * length * slope) return { at: there, place };
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
