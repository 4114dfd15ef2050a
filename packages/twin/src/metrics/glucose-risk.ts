import { mean } from "./moments.ts";

/**
 * Glucose on a scale where hypo- and hyperglycaemia are alike: −√10 at 20 mg/dL, 0 at 112.5, √10 at 600
 * (Kovatchev et al. 1997, doi:10.2337/diacare.20.11.1655).
 */
export function symmetricGlucose(glucose: number): number {
  return 1.509 * (Math.log(glucose) ** 1.084 - 5.381);
}

/** Low blood glucose index, 0 … 100 (Kovatchev et al. 2006, doi:10.2337/dc06-1085). */
export function lowBloodGlucoseIndex(glucose: Float64Array): number {
  return mean(glucose.map((value) => 10 * Math.min(0, symmetricGlucose(value)) ** 2));
}

/** High blood glucose index, 0 … 100. */
export function highBloodGlucoseIndex(glucose: Float64Array): number {
  return mean(glucose.map((value) => 10 * Math.max(0, symmetricGlucose(value)) ** 2));
}
