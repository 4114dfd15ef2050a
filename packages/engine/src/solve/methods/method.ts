import type { RosenbrockName } from "./rosenbrock-method.ts";

/**
 * An embedded explicit Runge–Kutta pair with its dense output: coefficients only, the loop is written once.
 * Stage i sees y + h·Σ a[i][j]·k[j] at t + c[i]·h; the last row of `a` is the step itself, so that the last stage is
 * the first of the next step (first same as last).
 */
export interface Method {
  readonly name: PairName;
  /** Order of the step. */
  readonly order: number;
  readonly c: readonly number[];
  readonly a: readonly (readonly number[])[];
  /** Weights of the error estimate: h·Σ error[i]·k[i]. */
  readonly error: readonly number[];
  /** Stages that only dense output needs, after those of the step; they are computed when it is asked for. */
  readonly further?: { readonly c: readonly number[]; readonly a: readonly (readonly number[])[] };
  /** y(t + θh) = y + h·Σ k[i]·(dense[i][0]·θ + dense[i][1]·θ² + …). */
  readonly dense: readonly (readonly number[])[];
}

export type PairName = "dopri5" | "tsit5" | "vern7";

/** Every method for any model by its name; `methods.ts` lists how each is made. */
export type GeneralMethodName = PairName | RosenbrockName | "bdf" | "auto";

/** "linear" solves linear models exactly, and refuses others. */
export type MethodName = GeneralMethodName | "linear";
