import type { Dynamics } from "../contract/dynamics.ts";

/** dx ← f(x). */
export type Slope = (x: Float64Array, dx: Float64Array) => void;

/** The classical Runge–Kutta method of order 4 with a fixed step, as the filters' benchmarks are defined by it. */
export function rungeKutta4(size: number, step: number, slope: Slope): Dynamics {
  const [k, sum, probe] = [new Float64Array(size), new Float64Array(size), new Float64Array(size)];
  const stage = (x: Float64Array, reach: number, weight: number) => {
    for (let i = 0; i < size; i++) probe[i] = x[i]! + reach * k[i]!;
    slope(probe, k);
    for (let i = 0; i < size; i++) sum[i]! += weight * k[i]!;
  };
  const once = (x: Float64Array) => {
    k.fill(0);
    sum.fill(0);
    stage(x, 0, step / 6);
    stage(x, step / 2, step / 3);
    stage(x, step / 2, step / 3);
    stage(x, step, step / 6);
    for (let i = 0; i < size; i++) x[i]! += sum[i]!;
  };
  return {
    size,
    advance(x, from, to) {
      for (let left = Math.round((to - from) / step); left > 0; left--) once(x);
    },
  };
}
