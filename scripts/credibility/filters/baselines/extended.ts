import type { Dynamics, Filter, Moments } from "@homeostat/engine/infer";
import type { Benchmark } from "../../../../packages/engine/src/infer/filter/test/twin-experiment.ts";
import { asFilter } from "./linear-filter.ts";
import { gainOf, moved } from "./linear-update.ts";

/** A step to either side for the tangent: rounding and curvature both stay below 1e-8 on states of order 10. */
const reach = 1e-4;

/** The extended Kalman filter; its covariance grows by `inflation` a unit of time besides. */
export const extended = (inflation: number, { observed, variance }: Benchmark): Filter<Moments> =>
  asFilter({
    name: "extended",
    forecast({ mean, covariance }, dynamics, from, to) {
      const next = mean.slice();
      dynamics.advance(next, from, to);
      const tangent = tangentOf(mean, dynamics, from, to);
      return { mean: next, covariance: carried(covariance, tangent, inflation ** (to - from)) };
    },
    analyse({ mean, covariance }, observation) {
      const { gain, covariance: after } = gainOf(covariance, observed, variance);
      return { mean: moved(mean, gain, observation), covariance: after };
    },
  });

/** How the state at `to` follows a small change at `from`: size × size, row by row. */
function tangentOf(mean: Float64Array, dynamics: Dynamics, from: number, to: number): Float64Array {
  const size = mean.length;
  const tangent = new Float64Array(size * size);
  for (let j = 0; j < size; j++) {
    const [above, below] = [mean.slice(), mean.slice()];
    above[j]! += reach;
    below[j]! -= reach;
    dynamics.advance(above, from, to);
    dynamics.advance(below, from, to);
    for (let i = 0; i < size; i++) tangent[i * size + j] = (above[i]! - below[i]!) / (2 * reach);
  }
  return tangent;
}

/** factor · F·P·Fᵀ. */
function carried(covariance: Float64Array, tangent: Float64Array, factor: number): Float64Array {
  const size = Math.sqrt(covariance.length);
  const half = timesTransposed(tangent, covariance, size);
  return timesTransposed(half, tangent, size).map((value) => factor * value);
}

/** A·Bᵀ. */
function timesTransposed(a: Float64Array, b: Float64Array, size: number): Float64Array {
  const product = new Float64Array(size * size);
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++) {
      let sum = 0;
      for (let k = 0; k < size; k++) sum += a[i * size + k]! * b[j * size + k]!;
      product[i * size + j] = sum;
    }
  return product;
}
