import { failure } from "../../../errors/registry.ts";
import { logGamma } from "../../priors/log-gamma.ts";
import type { ErrorLaw } from "./error-law.ts";
import { logNormalDensity } from "./normal-law.ts";

/**
 * Student's t with the given degrees of freedom; a measurement's "variance" is its squared scale. The site is the
 * variational one: t is a normal whose precision has a gamma law, and the expected precision given the belief makes the
 * variance (Agamennoni, Nieto & Nebot 2012, equation 16, doi:10.1109/TSP.2012.2208106).
 */
export function studentLaw(degrees: number): ErrorLaw {
  if (!(degrees > 0 && Number.isFinite(degrees)))
    throw failure("HS1807", { what: "degrees", value: degrees, expected: "a number above 0" });
  const constant = logGamma((degrees + 1) / 2) - logGamma(degrees / 2) - 0.5 * Math.log(degrees * Math.PI);
  return {
    name: "student",
    logDensity: (residual, variance) =>
      constant -
      0.5 * Math.log(variance) -
      0.5 * (degrees + 1) * Math.log1p((residual * residual) / (degrees * variance)),
    site: (residual, spread, variance) => ({
      residual,
      variance: expectedVariance(degrees, residual, spread, variance),
      logEvidence: logEvidenceOf(degrees, residual, spread, variance),
    }),
  };
}

function expectedVariance(degrees: number, residual: number, spread: number, variance: number): number {
  let current = variance;
  for (let round = 0; round < 200; round++) {
    const share = current / (spread + current);
    const squared = (residual * share) ** 2 + spread * share;
    const next = (degrees * variance + squared) / (degrees + 1);
    const moved = Math.abs(next - current);
    current = next;
    if (moved <= 1e-9 * current) break;
  }
  return current;
}

/** ln ∫ N(residual; 0, spread + variance/λ) Gamma(λ; degrees/2, degrees/2) dλ, by the trapezoidal rule in ln λ. */
function logEvidenceOf(degrees: number, residual: number, spread: number, variance: number): number {
  const half = degrees / 2;
  const step = Math.min(0.1, 0.3 / Math.sqrt(half));
  const low = -Math.max(12 / Math.sqrt(half), 40 / half);
  const constant = half * Math.log(half) - logGamma(half) + Math.log(step);
  let peak = Number.NEGATIVE_INFINITY;
  const terms: number[] = [];
  for (let u = low; u < Math.max(4, 12 / Math.sqrt(half)) && terms.length < 4000; u += step) {
    const term = half * (u - Math.exp(u)) + logNormalDensity(residual, spread + variance * Math.exp(-u));
    terms.push(term);
    peak = Math.max(peak, term);
  }
  return constant + peak + Math.log(terms.reduce((sum, term) => sum + Math.exp(term - peak), 0));
}
