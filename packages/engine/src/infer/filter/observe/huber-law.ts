import { normalProbability } from "../../../ensemble/normal-distribution.ts";
import { failure } from "../../../errors/registry.ts";
import type { ErrorLaw } from "./error-law.ts";

/**
 * Huber's least favourable law: normal within `beyond` standard deviations, exponential further out (Huber 1964,
 * doi:10.1214/aoms/1177703732). A surprise moves a belief no further than one of just so many standard deviations does,
 * those of forecast and error together.
 */
export function huberLaw(beyond: number): ErrorLaw {
  if (!(beyond > 0)) throw failure("HS1807", { what: "beyond", value: beyond, expected: "a number above 0" });
  const mass =
    Math.sqrt(2 * Math.PI) * (2 * normalProbability(beyond) - 1) +
    (2 / beyond) * Math.exp(-0.5 * beyond * beyond);
  const logDensity = (residual: number, variance: number) => {
    const z = Math.abs(residual) / Math.sqrt(variance);
    const loss = z <= beyond ? 0.5 * z * z : beyond * (z - 0.5 * beyond);
    return -loss - Math.log(mass) - 0.5 * Math.log(variance);
  };
  return {
    name: "huber",
    logDensity,
    site: (residual, spread, variance) => ({
      residual,
      variance: Math.max(variance, (Math.sqrt(spread + variance) * Math.abs(residual)) / beyond - spread),
      logEvidence: logDensity(residual, spread + variance),
    }),
  };
}
