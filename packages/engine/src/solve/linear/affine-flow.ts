import { Doublings } from "./doublings.ts";
import { greatestColumnSum } from "./dense-products.ts";
import { type Place, reached } from "./pattern.ts";
import { addProduct, type Places, placesOf } from "./sparse-product.ts";

/** Terms of the series below this share of its first one change nothing. */
const negligible = 2 ** -55;

/**
 * Moves dx/dt = A·x + b, A and b held, by any time: x(t) = x + Ψ(t)·(A·x + b). Whole cells of that time (powers of two
 * with ‖A‖·cell ≤ 1) are moved by Ψ over 1, 2, 4, … of them, the rest by the series Σ tᵏ/k!·Aᵏ⁻¹·(A·x + b). So no time needs
 * a matrix of its own, and stiffness costs no more than a product for each doubling of the time. (The series acts on the
 * vector: Al-Mohy & Higham 2011, SIAM J Sci Comput 33:488; doublings stand in for their steps.)
 *
 * Where nothing off A's diagonal and nothing in b is negative, states that are not negative stay so: of these (they are
 * compartments) rounding is not allowed to say otherwise.
 */
export class AffineFlow {
  /** The greatest column sum of |A|. */
  norm = 0;
  private readonly n: number;
  private readonly places: Places;
  private readonly reached: Places;
  private readonly doublings: Doublings;
  private readonly values: Float64Array;
  private readonly matrix: Float64Array;
  private readonly offset: Float64Array;
  private cell = Number.POSITIVE_INFINITY;
  private isMetzler = false;
  private keepsSign = false;
  private term: Float64Array;
  private next: Float64Array;

  /** `places`: where A may differ from 0. */
  constructor(n: number, places: readonly Place[]) {
    this.n = n;
    this.places = placesOf(places);
    this.reached = placesOf(reached(places, n));
    this.doublings = new Doublings(n, this.reached);
    this.values = new Float64Array(places.length).fill(Number.NaN);
    this.matrix = new Float64Array(n * n);
    this.offset = new Float64Array(n);
    this.term = new Float64Array(n);
    this.next = new Float64Array(n);
  }

  /** Takes up A, by its values at the places, and b. */
  take(values: Float64Array, offset: Float64Array): void {
    this.offset.set(offset);
    if (values.some((value, e) => value !== this.values[e])) this.takeMatrix(values);
    this.keepsSign = this.isMetzler && offset.every((value) => value >= 0);
  }

  /** Moves x, as long as b, in place. */
  move(x: Float64Array, time: number): void {
    const { cell } = this;
    const bounded = this.keepsSign && x.every((value) => value >= 0);
    const cells = time >= cell ? Math.floor(time / cell) : 0;
    this.leap(x, cells);
    this.creep(x, cells > 0 ? time - cells * cell : time);
    if (bounded) for (let i = 0; i < x.length; i++) x[i] = Math.max(0, x[i]!);
  }

  private takeMatrix(values: Float64Array): void {
    const { n, matrix } = this;
    const { rows, columns } = this.places;
    this.values.set(values);
    for (let e = 0; e < values.length; e++) matrix[rows[e]! * n + columns[e]!] = values[e]!;
    this.norm = greatestColumnSum(matrix, n);
    this.cell = this.norm > 0 ? 2 ** -Math.ceil(Math.log2(this.norm)) : Number.POSITIVE_INFINITY;
    this.isMetzler = values.every((value, e) => rows[e] === columns[e] || value >= 0);
    this.doublings.restart(matrix, this.cell);
  }

  private leap(x: Float64Array, cells: number): void {
    for (let k = 0, left = cells; left > 0; k++) {
      const half = Math.floor(left / 2);
      if (left > 2 * half) addProduct(x, this.reached, this.doublings.over(k), this.slope(x));
      left = half;
    }
  }

  private creep(x: Float64Array, time: number): void {
    const { n, places, values } = this;
    const length = this.norm * time;
    let term = this.slope(x);
    for (let i = 0; i < n; i++) {
      term[i]! *= time;
      x[i]! += term[i]!;
    }
    for (let k = 2, share = length / 2; share > negligible; k++, share *= length / k) {
      const next = this.other(term);
      next.fill(0);
      addProduct(next, places, values, term);
      const part = time / k;
      for (let i = 0; i < n; i++) {
        next[i]! *= part;
        x[i]! += next[i]!;
      }
      term = next;
    }
  }

  /** A·x + b, as scratch. */
  private slope(x: Float64Array): Float64Array {
    const { offset, places, term, values } = this;
    term.set(offset);
    addProduct(term, places, values, x);
    return term;
  }

  private other(term: Float64Array): Float64Array {
    return term === this.term ? this.next : this.term;
  }
}
