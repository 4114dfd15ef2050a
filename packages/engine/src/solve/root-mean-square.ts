import type { Problem } from "./stepper.ts";

/** The root mean square of `v` over the tolerance of each state, which is that of the larger of `y` and `z`. */
export function rootMeanSquare(
  v: Float64Array,
  y: Float64Array,
  z: Float64Array,
  { absolute, relative }: Problem,
): number {
  let sum = 0;
  for (let i = 0; i < v.length; i++) {
    const scale = absolute[i]! + relative * Math.max(Math.abs(y[i]!), Math.abs(z[i]!));
    const ratio = v[i]! / scale;
    sum += ratio * ratio;
  }
  return Math.sqrt(sum / Math.max(1, v.length));
}
