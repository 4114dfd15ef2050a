import type { Method } from "./methods/method.ts";

/**
 * Writes the state at t + θh between two accepted states from the stages of the step: out = y + h·Σ bᵢ(θ)·kᵢ.
 * `weights` is scratch with a place for each stage.
 */
export function denseOutput(
  method: Method,
  theta: number,
  h: number,
  y: Float64Array,
  k: readonly Float64Array[],
  weights: Float64Array,
  out: Float64Array,
): void {
  const { dense } = method;
  for (let stage = 0; stage < dense.length; stage++) weights[stage] = h * polynomial(dense[stage]!, theta);
  for (let i = 0; i < out.length; i++) {
    let sum = 0;
    for (let stage = 0; stage < dense.length; stage++) sum += weights[stage]! * k[stage]![i]!;
    out[i] = y[i]! + sum;
  }
}

/** coefficients[0]·θ + coefficients[1]·θ² + … */
function polynomial(coefficients: readonly number[], theta: number): number {
  let sum = 0;
  for (let i = coefficients.length - 1; i >= 0; i--) sum = (sum + coefficients[i]!) * theta;
  return sum;
}
