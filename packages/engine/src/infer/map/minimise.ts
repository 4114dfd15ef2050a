import { factorise, solveFactorised } from "./symmetric.ts";

/** What an optimiser reads at a point: the value, its gradient, and a positive definite stand-in for half its Hessian. */
export interface Landscape {
  readonly value: number;
  readonly gradient: Float64Array;
  readonly information: Float64Array;
}

export interface Minimum {
  readonly at: Float64Array;
  readonly landscape: Landscape;
  /** Half the Hessian from nearby, where the search came to need it. */
  readonly nearCurvature?: Float64Array;
  /** The last step, in units of the scales. */
  readonly lastStep: number;
  readonly iterations: number;
}

interface SearchOptions {
  readonly isEnough?: (x: Float64Array) => boolean;
  readonly nearCurvature?: Float64Array | undefined;
}

/** Steps, in units of the scales, below which scoring gives way to Newton, and at which the search ends. */
const near = 0.05;
const precision = 1e-9;
const mostIterations = 100;
/** A curvature serves again while steps shrink at least this fast. */
const worthKeeping = 50;

/**
 * Finds a local minimum of a smooth function from a starting point: Fisher scoring while far, Newton when near, both
 * damped (Levenberg–Marquardt in the metric of the scales) until the value falls. `scales` are sizes of a usual
 * change in each direction. Values that are not finite are walls. It ends early where `isEnough`;
 * `nearCurvature` is half the Hessian from nearby, if it is known.
 */
export function minimise(
  landscapeAt: (x: Float64Array) => Landscape,
  start: Float64Array,
  scales: Float64Array,
  { isEnough = () => false, nearCurvature }: SearchOptions = {},
): Minimum {
  let at = start;
  let here = landscapeAt(at);
  let length = Number.POSITIVE_INFINITY;
  let iterations = 0;
  let curvature = nearCurvature;
  while (iterations < mostIterations && length > precision && !isEnough(at)) {
    iterations++;
    if (length < near) curvature ??= curvatureAt(landscapeAt, at, scales);
    const step = dampedStep(landscapeAt, at, here, curvature ?? here.information, scales);
    if (step === undefined) break;
    if (step.length > length / worthKeeping) curvature = undefined;
    length = step.length;
    at = step.at;
    here = step.landscape;
  }
  const kept = curvature === undefined ? {} : { nearCurvature: curvature };
  return { at, landscape: here, lastStep: length, iterations, ...kept };
}

/** Half the Hessian: central differences of the exact gradient over 1e-4 scales, made symmetric. */
export function curvatureAt(
  landscapeAt: (x: Float64Array) => Landscape,
  at: Float64Array,
  scales: Float64Array,
): Float64Array {
  const n = at.length;
  const half = new Float64Array(n * n);
  for (let k = 0; k < n; k++) {
    const width = 1e-4 * scales[k]!;
    const above = landscapeAt(moved(at, k, width)).gradient;
    const below = landscapeAt(moved(at, k, -width)).gradient;
    for (let i = 0; i < n; i++) {
      const slope = (above[i]! - below[i]!) / (4 * width);
      half[i * n + k]! += slope / 2;
      half[k * n + i]! += slope / 2;
    }
  }
  return half;
}

function moved(at: Float64Array, k: number, by: number): Float64Array {
  const copy = at.slice();
  copy[k]! += by;
  return copy;
}

interface Step {
  readonly at: Float64Array;
  readonly landscape: Landscape;
  readonly length: number;
}

/** The first of ever more damped steps that does not raise the value; undefined when none does. */
function dampedStep(
  landscapeAt: (x: Float64Array) => Landscape,
  at: Float64Array,
  here: Landscape,
  second: Float64Array,
  scales: Float64Array,
): Step | undefined {
  const slack = 1e-13 * Math.abs(here.value);
  for (let damping = 0; damping < 1e12; damping = damping === 0 ? 1e-2 : damping * 10) {
    const step = stepOf(here.gradient, second, scales, damping);
    if (step === undefined) continue;
    const there = at.map((value, i) => value + step[i]!);
    const landscape = landscapeAt(there);
    if (landscape.value <= here.value + slack)
      return { at: there, landscape, length: lengthOf(step, scales) };
  }
  return undefined;
}

/** (H/2 + damping·D⁻²)·step = −gradient/2; no longer than four scales. */
function stepOf(
  gradient: Float64Array,
  second: Float64Array,
  scales: Float64Array,
  damping: number,
): Float64Array | undefined {
  const n = gradient.length;
  const matrix = second.slice();
  for (let i = 0; i < n; i++) matrix[i * n + i]! += damping / scales[i]! ** 2;
  const lower = factorise(matrix, n);
  if (lower === undefined) return undefined;
  const step = solveFactorised(
    lower,
    gradient.map((value) => -value / 2),
  );
  const length = lengthOf(step, scales);
  return Number.isFinite(length) ? step.map((value) => value * Math.min(1, 4 / length)) : undefined;
}

function lengthOf(step: Float64Array, scales: Float64Array): number {
  return Math.sqrt(step.reduce((sum, value, i) => sum + (value / scales[i]!) ** 2, 0));
}

/** At the bottom: the curvature is positive in all directions, and Newton's step would be below a millionth of the scales. */
export function isMinimum(here: Landscape, curvature: Float64Array, scales: Float64Array): boolean {
  const step = stepOf(here.gradient, curvature, scales, 0);
  return step !== undefined && lengthOf(step, scales) < 1e-6;
}
