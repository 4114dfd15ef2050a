import type { MatrixProducts } from "./matrix-products.ts";

/** Carries dy/dt = A·y + b over a time: y(t) = Φ·y(0) + Ψ·b, both stored as its maker stores matrices. */
export interface Propagator {
  /** Φ = exp(A·t). */
  readonly transition: Float64Array;
  /** Ψ = ∫₀ᵗ exp(A·s) ds. */
  readonly response: Float64Array;
}

/** The degree of the series: 0.5¹⁵/16! is below half a unit in the last place. */
export const degree = 14;
/** 1/(j + 1). */
export const inverses = Float64Array.from({ length: degree + 1 }, (_, j) => 1 / (j + 1));

/**
 * Makes propagators by scaling and squaring (Higham 2005, SIAM J Matrix Anal 26:1179) on the pair Φ and P = Ψ/t: P by
 * its Taylor series at a norm of at most ½, Φ = I + A·t·P, then doubled: P(2t) = ½(I + Φ)P, Φ(2t) = Φ². Where matrices
 * carry derivatives these ride along, so they are those of the very numbers that are returned. It keeps scratch space
 * between calls.
 */
export class PropagatorMaker {
  private readonly products: MatrixProducts;
  private readonly scaled: Float64Array;
  private transition: Float64Array;
  private response: Float64Array;
  private spare: Float64Array;

  constructor(products: MatrixProducts) {
    const { length } = products;
    this.products = products;
    this.scaled = new Float64Array(length);
    this.transition = new Float64Array(length);
    this.response = new Float64Array(length);
    this.spare = new Float64Array(length);
  }

  make(matrix: Float64Array, time: number): Propagator {
    const { products, scaled } = this;
    const size = products.norm(matrix) * time;
    if (!Number.isFinite(size)) return nowhere(matrix.length);
    const doublings = Math.max(0, Math.ceil(Math.log2(2 * size)));
    const factor = time / 2 ** doublings;
    for (let i = 0; i < scaled.length; i++) scaled[i] = matrix[i]! * factor;
    this.series();
    products.ofGiven(this.transition, scaled, this.response);
    this.addUnit(this.transition);
    for (let i = 0; i < doublings; i++) this.double();
    const response = this.response.slice();
    for (let i = 0; i < response.length; i++) response[i]! *= time;
    return { transition: this.transition.slice(), response };
  }

  /** P = Σ Xʲ/(j+1)!, by Horner's rule. */
  private series(): void {
    const { products, scaled } = this;
    this.response.fill(0);
    this.addUnit(this.response);
    for (let j = degree; j >= 1; j--) {
      const { spare } = this;
      const inverse = inverses[j]!;
      products.ofGiven(spare, scaled, this.response);
      for (let i = 0; i < spare.length; i++) spare[i]! *= inverse;
      this.addUnit(spare);
      [this.response, this.spare] = [spare, this.response];
    }
  }

  private double(): void {
    const { products, response, transition, spare } = this;
    products.ofSeries(spare, transition, response);
    for (let i = 0; i < spare.length; i++) response[i] = 0.5 * (response[i]! + spare[i]!);
    products.ofSeries(spare, transition, transition);
    [this.transition, this.spare] = [spare, transition];
  }

  private addUnit(matrix: Float64Array): void {
    for (const place of this.products.diagonal) matrix[place]! += 1;
  }
}

/** Coefficients that are not finite have no propagator; whoever reads it sees NaN. */
function nowhere(length: number): Propagator {
  const nothing = new Float64Array(length).fill(Number.NaN);
  return { transition: nothing, response: nothing };
}
