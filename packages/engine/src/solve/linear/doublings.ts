import { denseProduct, denseProducts } from "./dense-products.ts";
import { type Propagator, PropagatorMaker } from "./propagator.ts";
import type { Places } from "./sparse-product.ts";

/**
 * Ψ(t) = ∫₀ᵗ exp(A·s) ds over 1, 2, 4, … times a short time, each made when it is first needed from the one before:
 * Ψ(2t) = 2·Ψ(t) + Ψ(t)·A·Ψ(t). That keeps what is slow beside what is fast to its own precision, and is Newton's
 * iteration for −A⁻¹ where everything decays: what has decayed gathers no errors.
 */
export class Doublings {
  private readonly n: number;
  private readonly places: Places;
  private readonly maker: PropagatorMaker;
  /** Of each the entries at the places. */
  private readonly levels: Float64Array[] = [];
  private made = 0;
  private matrix: Float64Array;
  private time = 0;
  private last: Propagator["response"];
  private spare: Float64Array;
  private readonly product: Float64Array;

  /** `places`: where Ψ may differ from 0. */
  constructor(n: number, places: Places) {
    this.n = n;
    this.places = places;
    this.maker = new PropagatorMaker(denseProducts(n));
    this.matrix = new Float64Array(n * n);
    this.last = this.matrix;
    this.spare = new Float64Array(n * n);
    this.product = new Float64Array(n * n);
  }

  /** Begins with Ψ over `time` for A, row by row, which is not copied. */
  restart(matrix: Float64Array, time: number): void {
    this.matrix = matrix;
    this.time = time;
    this.made = 0;
  }

  /** Ψ over 2ᵏ times the short time. */
  over(k: number): Float64Array {
    while (this.made <= k) this.make();
    return this.levels[k]!;
  }

  private make(): void {
    if (this.made === 0) this.last = this.maker.make(this.matrix, this.time).response;
    else this.double();
    const { rows, columns } = this.places;
    const level = this.levels[this.made] ?? new Float64Array(rows.length);
    for (let e = 0; e < rows.length; e++) level[e] = this.last[rows[e]! * this.n + columns[e]!]!;
    this.levels[this.made] = level;
    this.made++;
  }

  private double(): void {
    const { n, matrix, last, spare, product } = this;
    denseProduct(product, matrix, last, n);
    denseProduct(spare, last, product, n);
    for (let i = 0; i < spare.length; i++) spare[i]! += 2 * last[i]!;
    [this.last, this.spare] = [spare, last];
  }
}
