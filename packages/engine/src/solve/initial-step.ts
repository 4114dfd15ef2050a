import type { Problem } from "./stepper.ts";

/**
 * A first step from two evaluations, Hairer, Nørsett & Wanner, Solving Ordinary Differential Equations I, II.4:
 * an Euler step of 1 % of the state's size gives the second derivative, which gives the step. `k0` holds f(t, y);
 * `probe` and `k1` are overwritten.
 */
export function initialStep(
  { evaluate, absolute, relative }: Problem,
  order: number,
  t: number,
  y: Float64Array,
  k0: Float64Array,
  probe: Float64Array,
  k1: Float64Array,
): number {
  const size = norm(y, y, absolute, relative);
  const slope = norm(k0, y, absolute, relative);
  const euler = size < 1e-5 || slope < 1e-5 ? 1e-6 : (0.01 * size) / slope;
  for (let i = 0; i < y.length; i++) probe[i] = y[i]! + euler * k0[i]!;
  evaluate(t + euler, probe, k1);
  for (let i = 0; i < y.length; i++) probe[i] = k1[i]! - k0[i]!;
  const bend = norm(probe, y, absolute, relative) / euler;
  const steepest = Math.max(slope, bend);
  if (!Number.isFinite(steepest)) return euler * 1e-3;
  const wanted = steepest <= 1e-15 ? Math.max(1e-6, euler * 1e-3) : (0.01 / steepest) ** (1 / order);
  return Math.min(100 * euler, wanted);
}

function norm(v: Float64Array, y: Float64Array, absolute: Float64Array, relative: number): number {
  let sum = 0;
  for (let i = 0; i < v.length; i++) {
    const ratio = v[i]! / (absolute[i]! + relative * Math.abs(y[i]!));
    sum += ratio * ratio;
  }
  return Math.sqrt(sum / Math.max(1, v.length));
}
