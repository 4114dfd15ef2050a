import type { Kernel } from "../../compile/kernel.ts";
import { failure } from "../../errors/registry.ts";
import { solveLinear } from "../../roots/solve-linear.ts";
import type { Flow } from "../dosing/flow.ts";
import type { Complete } from "../dosing/following-parameters.ts";
import { DualProducts } from "./dual-products.ts";
import type { LinearCoefficients } from "./linear-coefficients.ts";
import { type Propagator, PropagatorMaker } from "./propagator.ts";
import { addSums, type SumsOfProducts, sumsOfProducts } from "./sums-of-products.ts";

/** Propagators kept for one set of coefficients: most regimens know a few intervals only. */
const mostKept = 256;
/** A steady state that holds this many doses is none: what is eliminated is lost in rounding. */
const mostGrowth = 1e12;

/**
 * The exact flow of a linear system with constant coefficients: matrix exponentials between doses, whatever the length
 * of the step. States that no output reads are not carried on.
 */
export class LinearFlow implements Flow {
  readonly kernel: Kernel;
  readonly states: number;
  readonly directions: number;
  readonly rates: number;
  readonly observed: number;
  readonly y: Float64Array;
  readonly inputs: Float64Array;
  private readonly complete: Complete;
  private readonly coefficients: Kernel;
  private readonly products: DualProducts;
  private readonly values: Float64Array;
  private readonly previous: Float64Array;
  /** A with its derivatives, as `products` stores it. */
  private readonly matrix: Float64Array;
  private readonly offsets: Int32Array;
  /** c, then its derivatives. */
  private readonly offset: Float64Array;
  private readonly total: Float64Array;
  /** Slots of `y` that are carried on. */
  private readonly carried: Int32Array;
  private readonly motion: SumsOfProducts;
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
    const { size: n, states, pattern, offsets } = coefficients;
    const blocks = pattern.length;
    this.states = n;
    this.directions = blocks - 1;
    this.rates = kernel.inputs.length - n * blocks;
    this.observed = kernel.outputs.length;
    this.kernel = kernel;
    this.complete = complete;
    this.products = new DualProducts(n, pattern, states);
    this.maker = new PropagatorMaker(this.products);
    this.motion = motionOf(this.products, n, blocks);
    this.carried = Int32Array.from(pattern.flatMap((_, k) => states.map((state) => k * n + state)));
    this.coefficients = coefficients.kernel;
    this.offsets = offsets;
    this.y = new Float64Array(n * blocks);
    this.inputs = new Float64Array(kernel.inputs.length);
    this.known = new Float64Array(this.rates);
    this.values = new Float64Array(coefficients.kernel.outputs.length);
    this.previous = this.values.map(() => Number.NaN);
    this.matrix = new Float64Array(this.products.length);
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
    if (this.isNew || !startsWith(this.inputs, this.known)) this.readCoefficients();
    this.ratesChanged();
  }

  ratesChanged(): void {
    const { inputs, total, offset, rates } = this;
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
    const { matrix, offset, offsets, products, values } = this;
    const { given } = products;
    this.previous.set(values);
    for (let i = 0; i < given.length; i++) matrix[given[i]!] = values[i]!;
    for (let i = 0; i < offsets.length; i++) offset[offsets[i]!] = values[given.length + i]!;
    this.kept.clear();
  }

  advance(from: number, to: number): void {
    if (to === from) return;
    const { carried, motion, scratch, total, y } = this;
    const { transition, response } = this.over(to - from);
    scratch.fill(0);
    addSums(motion, scratch, transition, y);
    if (!isNothing(total)) addSums(motion, scratch, response, total);
    for (const slot of carried) y[slot] = scratch[slot]!;
  }

  slope(_time: number, into: Float64Array): void {
    const { matrix, products, y, total } = this;
    into.set(total.subarray(0, this.states));
    products.entries.forEach(({ block, row, column }, i) => {
      if (block === 0) into[row]! += matrix[i]! * y[column]!;
    });
  }

  observe(time: number, into: Float64Array): void {
    this.kernel.observe(time, this.y, this.parameters, this.inputs, into);
  }

  /** A·y = −b. */
  balance(): void {
    const { y, total } = this;
    for (let i = 0; i < y.length; i++) y[i] = -total[i]!;
    this.solveDual(this.whole(this.matrix));
  }

  /** The cycle is affine, y → Φ·y + z: with z from a cycle that starts empty, (I − Φ)·y = z. */
  repeat(duration: number, cycle: () => void): void {
    this.y.fill(0);
    cycle();
    const back = this.over(duration).transition.map((value) => -value);
    for (const place of this.products.diagonal) back[place]! += 1;
    this.solveDual(this.whole(back));
  }

  /** A matrix row by row, then its derivatives; of states that are not carried on there is nothing to solve. */
  private whole(matrix: Float64Array): Float64Array {
    const { directions, products, states: n } = this;
    const whole = new Float64Array(n * n * (1 + directions));
    const held = new Set(this.carried);
    for (let i = 0; i < n; i++) if (!held.has(i)) whole[i * n + i] = 1;
    products.entries.forEach(({ block, row, column }, i) => {
      whole[(block * n + row) * n + column] = matrix[i]!;
    });
    return whole;
  }

  private over(duration: number): Propagator {
    const known = this.kept.get(duration);
    if (known !== undefined) return known;
    const made = this.maker.make(this.matrix, duration);
    if (this.kept.size >= mostKept) this.kept.clear();
    this.kept.set(duration, made);
    return made;
  }

  /** y ← M⁻¹·y, derivatives from M·y′ = z′ − M′·y. @throws HS1605 where M is singular, or nearly so */
  private solveDual(matrix: Float64Array): void {
    const { states: n, y, scratch } = this;
    const before = greatest(y, n);
    for (let k = 0; k <= this.directions; k++) {
      const right = y.slice(k * n, (k + 1) * n);
      scratch.fill(0, 0, n);
      if (k > 0) addBlock(scratch, matrix, k * n * n, y, n);
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

function greatest(values: Float64Array, count: number): number {
  let most = 0;
  for (let i = 0; i < count; i++) most = Math.max(most, Math.abs(values[i]!));
  return most;
}

function isNothing(values: Float64Array): boolean {
  for (let i = 0; i < values.length; i++) if (values[i] !== 0) return false;
  return true;
}

/** Adds M·v to a vector, derivatives by the product rule. */
function motionOf({ entries }: DualProducts, n: number, blocks: number): SumsOfProducts {
  const rows = [...new Set(entries.map(({ row }) => row))];
  /** Block `of` of the matrix times block `on` of the vector. */
  const product = (of: number, on: number) =>
    rows.map((row) => ({
      to: Math.max(of, on) * n + row,
      pairs: entries.flatMap((entry, i) =>
        entry.block === of && entry.row === row ? [[i, on * n + entry.column] as const] : [],
      ),
    }));
  const derivatives = Array.from({ length: blocks - 1 }, (_, k) => [
    ...product(0, k + 1),
    ...product(k + 1, 0),
  ]);
  return sumsOfProducts([...product(0, 0), ...derivatives.flat()]);
}

/** into += M·v, M at a place of a longer list. */
function addBlock(
  into: Float64Array,
  matrix: Float64Array,
  at: number,
  vector: Float64Array,
  n: number,
): void {
  for (let row = 0; row < n; row++) {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += matrix[at + row * n + j]! * vector[j]!;
    into[row]! += sum;
  }
}
