/**
 * Proportional–integral control of the step size, Hairer, Nørsett & Wanner, Solving Ordinary Differential Equations I,
 * IV.2 (Gustafsson's stabilisation as in their DOPRI5): h_new = h · safety · err^−α · err_before^β.
 */
export class StepControl {
  readonly #alpha: number;
  #before = leastError ** beta;
  #rejected = false;

  constructor(order: number) {
    this.#alpha = 1 / order - 0.75 * beta;
  }

  /** Forgets the past: what was learnt before an edge says nothing about what follows it. */
  restart(): void {
    this.#before = leastError ** beta;
    this.#rejected = false;
  }

  /** The factor to the next step after one with this error (≤ 1) was accepted. */
  grow(error: number): number {
    const wanted = (safety * this.#before) / error ** this.#alpha;
    const factor = Math.min(this.#rejected ? 1 : mostGrowth, Math.max(mostShrink, wanted));
    this.#before = Math.max(error, leastError) ** beta;
    this.#rejected = false;
    return factor;
  }

  /** The factor to the next try after one with this error (> 1 or not a number) was rejected. */
  shrink(error: number): number {
    this.#rejected = true;
    return Number.isFinite(error) ? Math.max(mostShrink, safety / error ** this.#alpha) : 0.1;
  }
}

export const mostGrowth = 10;
const mostShrink = 0.2;
const safety = 0.9;
const beta = 0.04;
const leastError = 1e-4;
