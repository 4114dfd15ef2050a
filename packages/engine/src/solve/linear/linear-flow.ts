import type { Kernel } from "../../compile/kernel.ts";
import { failure } from "../../errors/registry.ts";
import { solveLinear } from "../../roots/solve-linear.ts";
import type { Flow } from "../dosing/flow.ts";
import type { Complete } from "../dosing/following-parameters.ts";
import type { LinearCoefficients } from "./linear-coefficients.ts";
import { type Propagator, PropagatorMaker } from "./propagator.ts";

/** Propagators kept for one set of coefficients: most regimens know a few intervals only. */
const mostKept = 256;
/** A steady state that holds this many doses is none: what is eliminated is lost in rounding. */
const mostGrowth = 1e12;

/**
 * The exact flow of a linear system with constant coefficients: matrix exponentials between doses, whatever the length
 * of the step.
 */
export class LinearFlow implements Flow {
  readonly states: number;
  readonly directions: number;
  readonly rates: number;
  readonly observed: number;
  readonly y: Float64Array;
  readonly inputs: Float64Array;
  private readonly kernel: Kernel;
  private readonly complete: Complete;
  private readonly coefficients: Kernel;
  private readonly places: Int32Array;
  private readonly values: Float64Array;
  private readonly previous: Float64Array;
  private readonly matrix: Float64Array;
  /** c, then its derivatives. */
  private readonly offset: Float64Array;
  private readonly total: Float64Array;
  private readonly scratch: Float64Array;
  private parameters: Float64Array = new Float64Array(0);
  /** The model's own inputs that the coefficients were made for. */
  private readonly known: Float64Array;
  /** Parameters have come for which there are no coefficients yet. */
  private isNew = true;
  private readonly maker: PropagatorMaker;
  private readonly kept = new Map<number, Propagator>();

  /** `kernel` is that of a sensitivity system with rates. */
  constructor(kernel: Kernel, coefficients: LinearCoefficients, complete: Complete) {
    const { states: n, directions, places } = coefficients;
    const blocks = 1 + directions;
    this.states = n;
    this.directions = directions;
    this.rates = kernel.inputs.length - n * blocks;
    this.observed = kernel.outputs.length;
    this.kernel = kernel;
    this.complete = complete;
    this.maker = new PropagatorMaker(n, directions);
    this.coefficients = coefficients.kernel;
    this.places = places;
    this.y = new Float64Array(n * blocks);
    this.inputs = new Float64Array(kernel.inputs.length);
    this.known = new Float64Array(this.rates);
    this.values = new Float64Array(places.length);
    this.previous = new Float64Array(places.length).fill(Number.NaN);
    this.matrix = new Float64Array(n * n * blocks);
    this.offset = new Float64Array(n * blocks);
    this.total = new Float64Array(n * blocks);
    this.scratch = new Float64Array(n * blocks);
  }

  begin(parameters: Float64Array): void {
    this.parameters = this.complete(parameters);
    this.kernel.fillInputs(this.inputs, this.parameters);
    this.isNew = true;
  }

  rest(time: number): void {
    this.kernel.fillStarts(this.y, time, this.parameters, this.inputs);
  }

  inputsChanged(): void {
    const { inputs, total, offset, rates } = this;
    if (this.isNew || !startsWith(inputs, this.known)) this.readCoefficients();
    for (let i = 0; i < total.length; i++) total[i] = offset[i]! + inputs[rates + i]!;
  }

  private readCoefficients(): void {
    const { inputs, values, known } = this;
    this.isNew = false;
    known.set(inputs.subarray(0, known.length));
    this.coefficients.observe(0, this.y, this.parameters, inputs, values);
    if (!startsWith(values, this.previous)) this.takeCoefficients();
  }

  private takeCoefficients(): void {
    const { matrix, offset, places, values } = this;
    this.previous.set(values);
    for (let i = 0; i < values.length; i++) {
      const place = places[i]!;
      if (place < matrix.length) matrix[place] = values[i]!;
      else offset[place - matrix.length] = values[i]!;
    }
    this.kept.clear();
  }

  advance(from: number, to: number): void {
    if (to === from) return;
    const { y, scratch, total } = this;
    const { transition, response } = this.over(to - from);
    scratch.fill(0);
    this.multiplyInto(scratch, transition, y);
    if (!isNothing(total)) this.multiplyInto(scratch, response, total);
    y.set(scratch);
  }

  slope(_time: number, into: Float64Array): void {
    const { states: n, matrix, y, total } = this;
    for (let row = 0; row < n; row++) {
      let sum = total[row]!;
      for (let j = 0; j < n; j++) sum += matrix[row * n + j]! * y[j]!;
      into[row] = sum;
    }
  }

  observe(time: number, into: Float64Array): void {
    this.kernel.observe(time, this.y, this.parameters, this.inputs, into);
  }

  /** A·y = −b. */
  balance(): void {
    const { y, total } = this;
    for (let i = 0; i < y.length; i++) y[i] = -total[i]!;
    this.solveDual(this.matrix);
  }

  /** The cycle is affine, y → Φ·y + z: with z from a cycle that starts empty, (I − Φ)·y = z. */
  repeat(duration: number, cycle: () => void): void {
    this.y.fill(0);
    cycle();
    const { states: n } = this;
    const back = this.over(duration).transition.map((value) => -value);
    for (let i = 0; i < n; i++) back[i * n + i]! += 1;
    this.solveDual(back);
  }

  private over(duration: number): Propagator {
    const known = this.kept.get(duration);
    if (known !== undefined) return known;
    const made = this.maker.make(this.matrix, duration);
    if (this.kept.size >= mostKept) this.kept.clear();
    this.kept.set(duration, made);
    return made;
  }

  /** into += M·v, derivatives by the product rule. */
  private multiplyInto(into: Float64Array, matrix: Float64Array, vector: Float64Array): void {
    const { states: n } = this;
    accumulate(into, 0, matrix, 0, vector, 0, n);
    for (let k = 1; k <= this.directions; k++) {
      accumulate(into, k * n, matrix, 0, vector, k * n, n);
      accumulate(into, k * n, matrix, k * n * n, vector, 0, n);
    }
  }

  /** y ← M⁻¹·y, derivatives from M·y′ = z′ − M′·y. @throws HS1605 where M is singular, or nearly so */
  private solveDual(matrix: Float64Array): void {
    const { states: n, y, scratch } = this;
    const before = greatest(y, n);
    for (let k = 0; k <= this.directions; k++) {
      const right = y.slice(k * n, (k + 1) * n);
      scratch.fill(0, 0, n);
      if (k > 0) accumulate(scratch, 0, matrix, k * n * n, y, 0, n);
      for (let i = 0; i < n; i++) right[i]! -= scratch[i]!;
      const stuck = solveLinear(matrix.slice(0, n * n), right);
      const endless = k === 0 && greatest(right, n) > mostGrowth * before;
      if (stuck >= 0 || endless) throw failure("HS1605", { state: this.kernel.states[Math.max(0, stuck)]! });
      y.set(right, k * n);
    }
  }
}

/** NaN is like nothing, itself included. */
function startsWith(values: Float64Array, beginning: Float64Array): boolean {
  for (let i = 0; i < beginning.length; i++) if (values[i] !== beginning[i]) return false;
  return true;
}

function isNothing(values: Float64Array): boolean {
  for (let i = 0; i < values.length; i++) if (values[i] !== 0) return false;
  return true;
}

function greatest(values: Float64Array, count: number): number {
  let most = 0;
  for (let i = 0; i < count; i++) most = Math.max(most, Math.abs(values[i]!));
  return most;
}

function accumulate(
  into: Float64Array,
  intoAt: number,
  matrix: Float64Array,
  matrixAt: number,
  vector: Float64Array,
  vectorAt: number,
  n: number,
): void {
  for (let row = 0; row < n; row++) {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += matrix[matrixAt + row * n + j]! * vector[vectorAt + j]!;
    into[intoAt + row]! += sum;
  }
}
