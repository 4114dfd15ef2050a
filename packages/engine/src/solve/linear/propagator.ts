import { addToDiagonal, type DualMatrix, dualProduct } from "./dual-matrix.ts";

/** Carries dy/dt = A·y + b over a time: y(t) = Φ·y(0) + Ψ·b, with derivatives of both in k directions. */
export interface Propagator {
  /** Φ = exp(A·t). */
  readonly transition: DualMatrix;
  /** Ψ = ∫₀ᵗ exp(A·s) ds. */
  readonly response: DualMatrix;
}

/** 0.5¹⁵/16! is below half a unit in the last place. */
const degree = 14;

/**
 * Scaling and squaring (Higham 2005, SIAM J Matrix Anal 26:1179) on the pair Φ and P = Ψ/t: P by its Taylor series at a
 * norm of at most ½, Φ = I + A·t·P, then doubled: P(2t) = ½(I + Φ)P, Φ(2t) = Φ². Derivatives ride along, so they are
 * those of the very numbers that are returned.
 */
export function propagator(matrix: DualMatrix, time: number, n: number, directions: number): Propagator {
  const size = norm(matrix, time, n);
  if (!Number.isFinite(size)) return nowhere(matrix.length);
  const doublings = Math.max(0, Math.ceil(Math.log2(2 * size)));
  const scaled = matrix.map((value) => (value * time) / 2 ** doublings);
  let response = series(scaled, n, directions);
  let transition = new Float64Array(response.length);
  let spare = new Float64Array(response.length);
  dualProduct(transition, scaled, response, n, directions);
  addToDiagonal(transition, 1, n);
  for (let i = 0; i < doublings; i++) {
    dualProduct(spare, transition, response, n, directions);
    for (let j = 0; j < spare.length; j++) response[j] = 0.5 * (response[j]! + spare[j]!);
    dualProduct(spare, transition, transition, n, directions);
    [transition, spare] = [spare, transition];
  }
  response = response.map((value) => value * time);
  return { transition, response };
}

/** Coefficients that are not finite have no propagator; whoever reads it sees NaN. */
function nowhere(length: number): Propagator {
  const nothing = new Float64Array(length).fill(Number.NaN);
  return { transition: nothing, response: nothing };
}

/** The greatest column sum of |A|·t. */
function norm(matrix: DualMatrix, time: number, n: number): number {
  let most = 0;
  for (let column = 0; column < n; column++) {
    let sum = 0;
    for (let row = 0; row < n; row++) sum += Math.abs(matrix[row * n + column]!);
    most = Math.max(most, sum);
  }
  return most * time;
}

/** Σ Xʲ/(j+1)!, by Horner's rule. */
function series(scaled: DualMatrix, n: number, directions: number): DualMatrix {
  let sum = new Float64Array(scaled.length);
  let spare = new Float64Array(scaled.length);
  addToDiagonal(sum, 1, n);
  for (let j = degree; j >= 1; j--) {
    dualProduct(spare, scaled, sum, n, directions);
    for (let i = 0; i < spare.length; i++) spare[i]! /= j + 1;
    addToDiagonal(spare, 1, n);
    [sum, spare] = [spare, sum];
  }
  return sum;
}
