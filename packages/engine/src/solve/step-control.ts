import { roughLogarithm, roughPower } from "./rough-powers.ts";

/** The numbers of the step control, shared with the loop in WebAssembly. */
export const control = {
  safety: 0.9,
  beta: 0.04,
  leastError: 1e-4,
  /** An error of 0 counts as this: its logarithm is finite. */
  smallestError: 2 ** -1022,
  mostGrowth: 10,
  mostShrink: 0.2,
  /** After an attempt that gave no finite error. */
  blindShrink: 0.1,
  alpha: (order: number): number => 1 / order - 0.03,
} as const;

/** What a segment begins with: the logarithm of the least error. */
export const beginning = roughLogarithm(control.leastError);

/**
 * Proportional–integral control of the step size, Hairer, Nørsett & Wanner, Solving Ordinary Differential Equations
 * II, IV.2 (Gustafsson's stabilisation as in their DOPRI5): h_new = h · safety · err^−α · err_before^β, with
 * α = 1/order − ¾β. The powers are taken by logarithms, step by step as the loop in WebAssembly takes them.
 */
export class StepControl {
  private readonly alpha: number;
  private before = beginning;
  private rejected = false;

  constructor(order: number) {
    this.alpha = control.alpha(order);
  }

  /** Forgets the past: what was learnt before an edge says nothing about what follows it. */
  restart(): void {
    this.before = beginning;
    this.rejected = false;
  }

  /** The factor to the next step after one with this error (≤ 1) was accepted. */
  grow(error: number): number {
    const logarithm = roughLogarithm(Math.max(error, control.smallestError));
    const wanted = control.safety * roughPower(this.before * control.beta - logarithm * this.alpha);
    const factor = Math.min(this.rejected ? 1 : control.mostGrowth, Math.max(control.mostShrink, wanted));
    this.before = Math.max(logarithm, beginning);
    this.rejected = false;
    return factor;
  }

  /** The factor to the next try after one with this error (> 1 or not a number) was rejected. */
  shrink(error: number): number {
    this.rejected = true;
    if (!Number.isFinite(error)) return control.blindShrink;
    return Math.max(control.mostShrink, control.safety * roughPower(-(roughLogarithm(error) * this.alpha)));
  }
}
