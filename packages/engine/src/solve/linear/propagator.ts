import { addToDiagonal, type DualMatrix, dualProduct } from "./dual-matrix.ts";

/** Carries dy/dt = A·y + b over a time: y(t) = Φ·y(0) + Ψ·b, with derivatives of both in k directions. */
export interface Propagator {
  /** Φ = exp(A·t). */
  readonly transition: DualMatrix;
  /** Ψ = ∫₀ᵗ exp(A·s) ds. */
  readonly response: DualMatrix;
}

/** The degree of the series: 0.5¹⁵/16! is below half a unit in the last place. */
export const degree = 14;
/** 1/(j + 1). */
export const inverses = Float64Array.from({ length: degree + 1 }, (_, j) => 1 / (j + 1));

/**
 * Makes propagators by scaling and squaring (Higham 2005, SIAM J Matrix Anal 26:1179) on the pair Φ and P = Ψ/t: P by
 * its Taylor series at a norm of at most ½, Φ = I + A·t·P, then doubled: P(2t) = ½(I + Φ)P, Φ(2t) = Φ². Derivatives
 * ride along, so they are those of the very numbers that are returned. It keeps scratch space between calls.
 */
export class PropagatorMaker {
  private readonly n: number;
  private readonly directions: number;
  private readonly scaled: DualMatrix;
  private transition: DualMatrix;
  private response: DualMatrix;
  private spare: DualMatrix;

  constructor(n: number, directions: number) {
    const length = n * n * (1 + directions);
    this.n = n;
    this.directions = directions;
    this.scaled = new Float64Array(length);
    this.transition = new Float64Array(length);
    this.response = new Float64Array(length);
    this.spare = new Float64Array(length);
  }

  make(matrix: DualMatrix, time: number): Propagator {
    const { n, directions, scaled } = this;
    const size = greatestColumnSum(matrix, n) * time;
    if (!Number.isFinite(size)) return nowhere(matrix.length);
    const doublings = Math.max(0, Math.ceil(Math.log2(2 * size)));
    const factor = time / 2 ** doublings;
    for (let i = 0; i < scaled.length; i++) scaled[i] = matrix[i]! * factor;
    this.series();
    dualProduct(this.transition, scaled, this.response, n, directions);
    addToDiagonal(this.transition, 1, n);
    for (let i = 0; i < doublings; i++) this.double();
    const response = this.response.slice();
    for (let i = 0; i < response.length; i++) response[i]! *= time;
    return { transition: this.transition.slice(), response };
  }

  /** P = Σ Xʲ/(j+1)!, by Horner's rule. */
  private series(): void {
    const { n, directions, scaled } = this;
    this.response.fill(0);
    addToDiagonal(this.response, 1, n);
    for (let j = degree; j >= 1; j--) {
      const { spare } = this;
      dualProduct(spare, scaled, this.response, n, directions);
      for (let i = 0; i < spare.length; i++) spare[i]! *= inverses[j]!;
      addToDiagonal(spare, 1, n);
      [this.response, this.spare] = [spare, this.response];
    }
  }

  private double(): void {
    const { n, directions, response, transition, spare } = this;
    dualProduct(spare, transition, response, n, directions);
    for (let j = 0; j < spare.length; j++) response[j] = 0.5 * (response[j]! + spare[j]!);
    dualProduct(spare, transition, transition, n, directions);
    [this.transition, this.spare] = [spare, transition];
  }
}

/** Coefficients that are not finite have no propagator; whoever reads it sees NaN. */
function nowhere(length: number): Propagator {
  const nothing = new Float64Array(length).fill(Number.NaN);
  return { transition: nothing, response: nothing };
}

/** The greatest column sum of |A|. */
export function greatestColumnSum(matrix: DualMatrix, n: number): number {
  let most = 0;
  for (let column = 0; column < n; column++) {
    let sum = 0;
    for (let row = 0; row < n; row++) sum += Math.abs(matrix[row * n + column]!);
    most = Math.max(most, sum);
  }
  return most;
}
