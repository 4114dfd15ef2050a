import { requireGlucose } from "./check-pairs.ts";
import type { ErrorGridZone } from "./error-grid.ts";

/**
 * Zone of a glucose estimate (mg/dL) in Clarke's error grid (Clarke et al. 1987, doi:10.2337/diacare.10.5.622).
 * Zones on whose border a pair lies: E before A before C before D before B.
 * @throws HS1681 for what is no glucose: a reading that is missing is in no zone
 */
export function clarkeZone(reference: number, estimate: number): ErrorGridZone {
  requireGlucose(reference);
  requireGlucose(estimate);
  if ((reference <= 70 && estimate >= 180) || (reference >= 180 && estimate <= 70)) return "E";
  if (5 * Math.abs(estimate - reference) <= reference || (reference < 70 && estimate < 70)) return "A";
  if (treatsWhatIsFine(reference, estimate)) return "C";
  if ((reference < 70 || reference > 240) && estimate >= 70 && estimate <= 180) return "D";
  return "B";
}

/** Glucose was acceptable; the estimate would have it corrected too far. */
function treatsWhatIsFine(reference: number, estimate: number): boolean {
  const tooHigh = reference >= 70 && reference <= 290 && estimate >= reference + 110;
  const tooLow = reference >= 130 && reference <= 180 && estimate <= (7 / 5) * (reference - 130);
  return tooHigh || tooLow;
}
