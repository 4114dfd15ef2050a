import { eliminationOf } from "./elimination.ts";
import type { Factors } from "./factors.ts";
import { generatedFactors } from "./generated-factors.ts";
import { LoopFactors } from "./loop-factors.ts";
import { allFinite } from "../all-finite.ts";
import { PivotingFactors } from "./pivoting-factors.ts";
import type { SparsePattern } from "./sparse-pattern.ts";
import { worthUnrolling } from "./straight-line.ts";

/** How far a residual may be from 0, as a share of the terms that it is the sum of. */
export const residualShare = 1e-11;

/**
 * Solves (shift·I − J)·x = b for one pattern of J: what an implicit step needs, with shift = 1/(γh). Pivots stay on
 * the diagonal, which small steps make heavy, in an order that keeps the factors sparse. Where they turn out not to
 * serve, which the residual tells whatever the scales of the states (Arioli, Demmel & Duff 1989, SIAM J Matrix Anal Appl
 * 10:165), rows change places from then on.
 */
export class ShiftedSolver {
  private readonly pattern: SparsePattern;
  private readonly fixed: Factors;
  private readonly pivoting: PivotingFactors;
  private pivots = false;
  private jacobian: Float64Array = new Float64Array(0);
  private shift = 0;
  private readonly right: Float64Array;
  private readonly residual: Float64Array;
  private readonly size: Float64Array;

  constructor(pattern: SparsePattern) {
    const elimination = eliminationOf(pattern);
    this.pattern = pattern;
    const generated = worthUnrolling(elimination) ? generatedFactors(elimination) : undefined;
    this.fixed = generated ?? new LoopFactors(pattern, elimination);
    this.pivoting = new PivotingFactors(pattern, elimination.order);
    this.right = new Float64Array(pattern.size);
    this.residual = new Float64Array(pattern.size);
    this.size = new Float64Array(pattern.size);
  }

  /** Forgets that rows had to change places: what follows depends on nothing before it. */
  restart(): void {
    this.pivots = false;
  }

  /** Takes the values of J; they are read until the next factoring. */
  factor(jacobian: Float64Array, shift: number): void {
    this.jacobian = jacobian;
    this.shift = shift;
    this.factors().factor(jacobian, shift);
  }

  /** b ← x, where a solve that was proved has gone before it for these factors. */
  solve(b: Float64Array): void {
    this.factors().solve(b);
  }

  /**
   * As `solve`, and proves the factors by the residual: with it begins the use of new factors. Returns −1, or a state
   * whose equation could not be solved, the matrix being singular to working accuracy or not finite (b is spoilt then).
   */
  prove(b: Float64Array): number {
    this.right.set(b);
    if (!this.pivots) {
      this.fixed.solve(b);
      const worst = this.worstResidual(b);
      if (worst < 0 || !this.finite()) return worst;
      this.pivots = true;
      this.pivoting.factor(this.jacobian, this.shift);
      b.set(this.right);
    }
    if (this.pivoting.singular >= 0) return this.pivoting.singular;
    this.pivoting.solve(b);
    return this.worstResidual(b);
  }

  private factors(): Factors {
    return this.pivots ? this.pivoting : this.fixed;
  }

  private finite(): boolean {
    return allFinite(this.jacobian) && allFinite(this.right);
  }

  /** The first state whose equation does not hold for x; −1 where all do. */
  private worstResidual(x: Float64Array): number {
    const { pattern, jacobian, shift, right, residual, size } = this;
    const { starts, rows } = pattern;
    for (let i = 0; i < x.length; i++) {
      const own = shift * x[i]!;
      residual[i] = right[i]! - own;
      size[i] = Math.abs(right[i]!) + Math.abs(own);
    }
    for (let j = 0; j < x.length; j++) {
      for (let e = starts[j]!; e < starts[j + 1]!; e++) {
        const term = jacobian[e]! * x[j]!;
        residual[rows[e]!]! += term;
        size[rows[e]!]! += Math.abs(term);
      }
    }
    return residual.findIndex((rest, i) => !(Math.abs(rest) <= residualShare * size[i]!));
  }
}
