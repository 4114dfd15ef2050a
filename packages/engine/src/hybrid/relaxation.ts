import type { Hybrid } from "../compile/kernel.ts";
import { constraintJacobian, type SolveConstraints } from "./constraints.ts";
import { solveLinear } from "../roots/solve-linear.ts";

const mostIterations = 400;

/**
 * Follows d unknown / dτ = constraint to its rest by implicit Euler steps that grow while the residual shrinks
 * (pseudo-transient continuation, Kelley & Keyes 1998, SIAM J Numer Anal 35:508). Leaves the last digits to Newton.
 */
export function relaxation(hybrid: Hybrid): SolveConstraints {
  const { unknowns = [], constraints = [], relaxing = 0 } = hybrid.system;
  const n = unknowns.length;
  if (relaxing === 0) return () => {};
  const rates = hybrid.observer("constraint", constraints);
  const jacobian = constraintJacobian(hybrid);
  const matrix = new Float64Array(n * n);
  const step = new Float64Array(n);
  const size = (values: Float64Array) => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

  return (t, y, p, u) => {
    let before = size(rates(t, y, p, u));
    const goal = 1e-9 * before;
    let stride = before > 0 ? 0.1 / before : 1;
    for (let iteration = 0; iteration < mostIterations && before > goal; iteration++) {
      step.set(rates(t, y, p, u));
      jacobian(t, y, p, u, matrix);
      for (let i = n - relaxing; i < n; i++) matrix[i * n + i]! -= 1 / stride;
      if (solveLinear(matrix, step) >= 0) return;
      unknowns.forEach((slot, i) => {
        y[slot]! -= step[i]!;
      });
      const now = size(rates(t, y, p, u));
      stride *= now > 0 ? Math.min(10, Math.max(0.5, (1.5 * before) / now)) : 10;
      before = now;
    }
  };
}
