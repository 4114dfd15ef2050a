import { drawMultivariateNormal } from "../../ensemble/draw.ts";
import { failure } from "../../errors/registry.ts";
import { factorise, logDeterminant } from "../map/symmetric.ts";
import type { StartLaw } from "./target.ts";

/** A normal law as a start. @throws HS1651 where the covariance (row by row) is none */
export function normalStart(mean: Float64Array, covariance: Float64Array): StartLaw {
  const n = mean.length;
  const lower = factorise(covariance, n);
  if (lower === undefined) throw failure("HS1651");
  const constant = -0.5 * (n * Math.log(2 * Math.PI) + logDeterminant(lower, n));
  return {
    sample: (stream) => drawMultivariateNormal(stream, mean, lower),
    logDensity: (at) => constant - 0.5 * squaredLength(lower, at, mean),
  };
}

/** |L⁻¹(x − mean)|². */
function squaredLength(lower: Float64Array, at: Float64Array, mean: Float64Array): number {
  const n = mean.length;
  const z = new Float64Array(n);
  let sum = 0;
  for (let i = 0; i < n; i++) {
    let rest = at[i]! - mean[i]!;
    for (let j = 0; j < i; j++) rest -= lower[i * n + j]! * z[j]!;
    z[i] = rest / lower[i * n + i]!;
    sum += z[i]! ** 2;
  }
  return sum;
}
