import { logNormalProbability } from "../../../ensemble/normal-distribution.ts";
import type { ErrorLaw } from "./error-law.ts";

/** A reading "LOW": the sensor met a value below the bound, which is given as the observed value. */
export const belowLaw: ErrorLaw = censoredLaw("below", 1);

/** A reading "HIGH": the sensor met a value above the bound. */
export const aboveLaw: ErrorLaw = censoredLaw("above", -1);

/**
 * The likelihood of a censored value is the tail of the sensor's error beyond the bound (Tobin 1958,
 * doi:10.2307/1907382). For a normal belief the moments of the posterior are those of a truncated normal; the site that
 * gives them is that of expectation propagation (Minka 2001, arXiv:1301.2294): with z = residual/√(spread + variance)
 * and r = φ(z)/Φ(z), the residual −√(spread + variance)/(z + r) with the variance (spread + variance)/(r(z + r)) − spread.
 */
function censoredLaw(name: string, side: 1 | -1): ErrorLaw {
  return {
    name,
    logDensity: (residual, variance) => logNormalProbability((side * residual) / Math.sqrt(variance)),
    site: (residual, spread, variance) => {
      const total = spread + variance;
      const z = (side * residual) / Math.sqrt(total);
      const logEvidence = logNormalProbability(z);
      const excess = tailExcess(z, logEvidence);
      const curvature = (excess - z) * excess;
      if (!(curvature > leastCurvature))
        return { residual: 0, variance: total / leastCurvature, logEvidence };
      return {
        residual: (-side * Math.sqrt(total)) / excess,
        variance: Math.max(total / curvature - spread, variance),
        logEvidence,
      };
    },
  };
}

/** Below this a bound that is kept anyway teaches nothing that could be seen. */
const leastCurvature = 1e-12;

/** z + φ(z)/Φ(z), above 0; far in the tail by its asymptotic series, where the sum would cancel. */
function tailExcess(z: number, logProbability: number): number {
  if (z < -50) return -1 / z + 2 / z ** 3;
  return z + Math.exp(-0.5 * z * z - 0.5 * Math.log(2 * Math.PI) - logProbability);
}
