import { normalQuantile } from "../../ensemble/normal-quantile.ts";
import type { RandomStream } from "../../ensemble/random-stream.ts";
import { gammaLaw } from "../priors/law.ts";
import { logGamma } from "../priors/log-gamma.ts";
import { valueOfScore } from "../priors/normal-score.ts";
import { factorise, logDeterminant, squareOf } from "./symmetric.ts";

/** Tails heavy enough to cover a skewed posterior. */
const degrees = 5;

/** Student's law of several numbers around a centre, from which posteriors are explored. */
export class StudentProposal {
  private readonly centre: Float64Array;
  private readonly lower: Float64Array;
  private readonly constant: number;

  /** `lower`: the factor of the covariance of the normal law that it resembles. */
  constructor(centre: Float64Array, lower: Float64Array) {
    const n = centre.length;
    this.centre = centre;
    this.lower = lower;
    this.constant =
      logGamma((degrees + n) / 2) -
      logGamma(degrees / 2) -
      (n / 2) * Math.log(degrees * Math.PI) -
      0.5 * logDeterminant(this.lower, n);
  }

  /** By that covariance itself, which must be positive definite. */
  static of(centre: Float64Array, covariance: Float64Array): StudentProposal {
    const n = centre.length;
    return new StudentProposal(centre, factorise(covariance, n) ?? new Float64Array(n * n));
  }

  draw(stream: RandomStream): Float64Array {
    const chiSquared = valueOfScore(gammaLaw(degrees / 2, 2), normalQuantile(stream.uniform()));
    return this.moved(stream, Math.sqrt(degrees / chiSquared), this.centre);
  }

  /** A normal step of this size from a point. */
  moved(stream: RandomStream, size: number, from: Float64Array): Float64Array {
    const n = from.length;
    const z = from.map(() => size * normalQuantile(stream.uniform()));
    return from.map((value, row) => {
      let sum = value;
      for (let k = 0; k <= row; k++) sum += this.lower[row * n + k]! * z[k]!;
      return sum;
    });
  }

  logDensity(x: Float64Array): number {
    const square = squareOf(
      this.lower,
      x.map((value, i) => value - this.centre[i]!),
    );
    return this.constant - ((degrees + x.length) / 2) * Math.log1p(square / degrees);
  }
}
