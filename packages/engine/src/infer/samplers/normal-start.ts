import { drawMultivariateNormal } from "../../ensemble/draw.ts";
import { failure } from "../../errors/registry.ts";
import { factorise, logDeterminant, squareOf } from "../map/symmetric.ts";
import type { StartLaw } from "./target.ts";

/** A normal law as a start. @throws HS1651 where the covariance (row by row) is none */
export function normalStart(mean: Float64Array, covariance: Float64Array): StartLaw {
  const n = mean.length;
  const lower = factorise(covariance, n);
  if (lower === undefined) throw failure("HS1651");
  const constant = -0.5 * (n * Math.log(2 * Math.PI) + logDeterminant(lower, n));
  return {
    sample: (stream) => drawMultivariateNormal(stream, mean, lower),
    logDensity: (at) =>
      constant -
      0.5 *
        squareOf(
          lower,
          at.map((value, i) => value - mean[i]!),
        ),
  };
}
