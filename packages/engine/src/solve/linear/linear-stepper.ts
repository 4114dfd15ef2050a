import { failure } from "../../errors/registry.ts";
import { allFinite } from "../all-finite.ts";
import type { SparsePattern } from "../sparse/sparse-pattern.ts";
import type { LinearProblem, Problem, Stepper } from "../stepper.ts";
import { denseProducts } from "./dense-products.ts";
import { type Propagator, PropagatorMaker } from "./propagator.ts";

/** Propagators kept for one set of coefficients: most regimens know a few intervals only. */
const mostKept = 1024;

/**
 * The exact solution of dy/dt = A·y + b + d·s, s the time since the last edge, with A constant between edges: one step
 * to the next edge, any time within it exact to rounding, whatever lies before it. For systems that `linearForm` knows.
 */
export class LinearStepper implements Stepper {
  readonly mostGrowth = 1;
  readonly degree = 0;
  evaluations = 0;
  private readonly size: number;
  private readonly linear: LinearProblem;
  private readonly maker: PropagatorMaker;
  private readonly kept = new Map<number, Propagator>();
  private readonly origin: Float64Array;
  private readonly jacobian: Float64Array;
  private readonly later: Float64Array;
  private readonly matrix: Float64Array;
  private readonly offset: Float64Array;
  private readonly drift: Float64Array;
  private readonly next: Float64Array;
  private driven = false;
  private drifts = false;
  private t = 0;
  private y: Float64Array;

  constructor({ size, linear }: Problem) {
    this.size = size;
    this.linear = linear();
    this.maker = new PropagatorMaker(denseProducts(size));
    this.origin = new Float64Array(size);
    this.jacobian = new Float64Array(this.linear.pattern.rows.length).fill(Number.NaN);
    this.later = new Float64Array(this.jacobian.length);
    this.matrix = new Float64Array(size * size);
    this.offset = new Float64Array(size);
    this.drift = new Float64Array(size);
    this.next = new Float64Array(size);
    this.y = this.next;
  }

  begin(t: number, y: Float64Array): boolean {
    const { linear, origin, later, jacobian, offset, drift } = this;
    linear.fill(t, origin, offset, later, drift);
    this.evaluations++;
    if (!same(later, jacobian)) {
      jacobian.set(later);
      spread(linear.pattern, jacobian, this.matrix);
      this.kept.clear();
    }
    this.driven = offset.some((value) => value !== 0);
    this.drifts = linear.drifting().length > 0 && drift.some((value) => value !== 0);
    return allFinite(y) && allFinite(offset) && allFinite(jacobian);
  }

  /** To the next edge. */
  firstStep(): number {
    return Number.POSITIVE_INFINITY;
  }

  attempt(t: number, h: number, y: Float64Array): number {
    this.t = t;
    this.y = y;
    if (this.linear.drifting().length > 0) this.refuseMoving(t, h);
    this.flow(h, this.next);
    return allFinite(this.next) ? 0 : Number.NaN;
  }

  accept(y: Float64Array): number {
    y.set(this.next);
    return this.mostGrowth;
  }

  reject(): number {
    return 0.1;
  }

  dense(t: number, out: Float64Array): void {
    this.flow(t - this.t, out);
  }

  private flow(time: number, out: Float64Array): void {
    if (this.drifts) this.flowAlongLine(time, out);
    else {
      const { transition, response } = this.over(time);
      multiply(transition, this.y, this.size, out);
      if (this.driven) addProduct(response, this.offset, this.size, out);
    }
  }

  private over(time: number): Propagator {
    const known = this.kept.get(time);
    if (known !== undefined) return known;
    const made = this.maker.make(this.matrix, time);
    if (this.kept.size >= mostKept) this.kept.clear();
    this.kept.set(time, made);
    return made;
  }

  /** The time since the edge, and 1, as two states more. */
  private flowAlongLine(time: number, out: Float64Array): void {
    const { size, matrix, drift, offset } = this;
    const wide = size + 2;
    const all = new Float64Array(wide * wide);
    for (let row = 0; row < size; row++) {
      all.set(matrix.subarray(row * size, (row + 1) * size), row * wide);
      all[row * wide + size] = drift[row]!;
      all[row * wide + size + 1] = offset[row]!;
    }
    all[size * wide + size + 1] = 1;
    const start = Float64Array.of(...this.y, 0, 1);
    const end = new Float64Array(wide);
    multiply(new PropagatorMaker(denseProducts(wide)).make(all, time).transition, start, wide, end);
    out.set(end.subarray(0, size));
  }

  /** An input that follows a line may add to a derivative, and not multiply a state. */
  private refuseMoving(t: number, h: number): void {
    this.linear.fill(t + h, this.origin, this.next, this.later, this.next);
    if (!same(this.later, this.jacobian))
      throw failure("HS1314", { why: "an input that follows a line multiplies a state" });
  }
}

export function same(a: Float64Array, b: Float64Array): boolean {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** Values of a pattern as a whole matrix, row by row. */
export function spread(
  { size, starts, rows }: SparsePattern,
  values: Float64Array,
  matrix: Float64Array,
): void {
  for (let column = 0; column < size; column++) {
    for (let e = starts[column]!; e < starts[column + 1]!; e++) matrix[rows[e]! * size + column] = values[e]!;
  }
}

function multiply(matrix: Float64Array, vector: Float64Array, n: number, out: Float64Array): void {
  for (let row = 0; row < n; row++) {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += matrix[row * n + j]! * vector[j]!;
    out[row] = sum;
  }
}

function addProduct(matrix: Float64Array, vector: Float64Array, n: number, out: Float64Array): void {
  for (let row = 0; row < n; row++) {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += matrix[row * n + j]! * vector[j]!;
    out[row] = out[row]! + sum;
  }
}
