import { failure } from "../../../errors/registry.ts";
import { checkShare } from "../contract/check-setting.ts";
import type { Ensemble } from "../ensemble/ensemble.ts";
import { inflate } from "./multiplicative.ts";
import { meansOf, relaxToPriorSpread, spreadsOf } from "./spread.ts";

/** Widens an ensemble after an update, in place; the forecast is as it was before. */
export type PosteriorInflation = (posterior: Ensemble, forecast: Ensemble) => void;

/** Deviations times a factor. @throws HS1807 */
export function multiplicative(factor: number): PosteriorInflation {
  if (!(factor > 0 && Number.isFinite(factor)))
    throw failure("HS1807", { what: "The factor of inflation", value: factor, expected: "a number above 0" });
  return (posterior) => inflate(posterior, factor);
}

/** A share of the spread that the update took is given back to each number (see `relaxToPriorSpread`). */
export function relaxedSpread(share: number): PosteriorInflation {
  checkShare("The share of relaxation", share);
  return (posterior, forecast) =>
    relaxToPriorSpread(posterior, spreadsOf(forecast), new Float64Array(posterior.size).fill(share));
}

/** Deviations become a blend with those of the forecast: Zhang, Snyder & Sun 2004, equation 5, doi:10.1175/1520-0493(2004)132<1238:IOIEAO>2.0.CO;2. */
export function relaxedPerturbations(share: number): PosteriorInflation {
  checkShare("The share of relaxation", share);
  return (posterior, forecast) => {
    const { size, x, weights } = posterior;
    const [after, before] = [meansOf(posterior), meansOf(forecast)];
    for (let m = 0, at = 0; m < weights.length; m++)
      for (let i = 0; i < size; i++, at++)
        x[at] = after[i]! + (1 - share) * (x[at]! - after[i]!) + share * (forecast.x[at]! - before[i]!);
  };
}
