/**
 * A Rosenbrock method, Hairer & Wanner, Solving Ordinary Differential Equations II, IV.7, in the form that needs no
 * product with the Jacobian J. With W = 1/(γh)·I − J each stage solves
 *
 *   W·u[i] = f(t + c[i]·h, y + Σ a[i][j]·u[j]) + Σ coupling[i][j]/h·u[j] + drift[i]·h·∂f/∂t
 *
 * and the step is y + Σ weights[i]·u[i]. Coefficients only: one stepper runs them all.
 */
export interface RosenbrockMethod {
  readonly name: RosenbrockName;
  /** Order of the step; that of its error estimate is one less. */
  readonly order: number;
  readonly gamma: number;
  readonly c: readonly number[];
  readonly drift: readonly number[];
  readonly a: readonly (readonly number[])[];
  readonly coupling: readonly (readonly number[])[];
  readonly weights: readonly number[];
  /** Weights of the error estimate: Σ error[i]·u[i]. */
  readonly error: readonly number[];
  /** y(t + θh) = y + Σ u[i]·(dense[i][0]·θ + dense[i][1]·θ² + …). */
  readonly dense: readonly (readonly number[])[];
}

export type RosenbrockName = "rodas4" | "rodas5p";

/**
 * Dense output as it is published: (1 − θ)·y + θ·(y₁ + (1 − θ)·(K₁ + θ·(K₂ + θ·K₃))), with rows of weights for each K,
 * put into powers of θ.
 */
export function denseRows(
  weights: readonly number[],
  rows: readonly (readonly number[])[],
): readonly (readonly number[])[] {
  return weights.map((weight, i) => {
    const [k1 = 0, k2 = 0, k3 = 0] = rows.map((row) => row[i]);
    return [weight + k1, k2 - k1, k3 - k2, -k3];
  });
}
