import { mean, standardDeviation } from "./moments.ts";
import { shareBelow, shareWithin } from "./ranges.ts";

/** Coefficient of variation: standard deviation over mean (0.36 and less is called stable, doi:10.2337/dci19-0028). */
export function coefficientOfVariation(glucose: Float64Array): number {
  return standardDeviation(glucose) / mean(glucose);
}

/** Glucose management indicator, the HbA1c that the mean glucose suggests (%); Bergenstal et al. 2018, doi:10.2337/dc18-1581. */
export function glucoseManagementIndicator(glucose: Float64Array): number {
  return 3.31 + 0.02392 * mean(glucose);
}

/** J-index, 0.001 (mean + SD)²; Wójcicki 1995, doi:10.1055/s-2007-979906. */
export function jIndex(glucose: Float64Array): number {
  return 0.001 * (mean(glucose) + standardDeviation(glucose)) ** 2;
}

/** Hyperglycaemia index, mean of (glucose − 140)^1.1 above 140 mg/dL, over 30; Rodbard 2009, doi:10.1089/dia.2008.0132. */
export function hyperglycaemiaIndex(glucose: Float64Array): number {
  return mean(glucose.map((value) => Math.max(0, value - 140) ** 1.1)) / 30;
}

/** GRADE score of a glucose (mg/dL), 0 … 50; Hill et al. 2007, doi:10.1111/j.1464-5491.2007.02119.x. */
function gradeScore(glucose: number): number {
  return glucose <= 18 ? 50 : Math.min(50, 425 * (Math.log10(Math.log10(glucose / 18)) + 0.16) ** 2);
}

/** Mean GRADE score. */
export function grade(glucose: Float64Array): number {
  return mean(glucose.map(gradeScore));
}

/** Share of the GRADE score that comes from readings within two glucoses (0 … 1). */
export function gradeShare(glucose: Float64Array, low: number, high: number): number {
  const within = glucose.map((value) => (value < low || value > high ? 0 : gradeScore(value)));
  return mean(within) / grade(glucose);
}

/** What counts in the continuous glucose monitoring index. */
export interface CogiScoring {
  /** Range that is aimed at, mg/dL. */
  readonly low: number;
  readonly high: number;
  /** Of time in range, time below it, and standard deviation; they sum to 1. */
  readonly weights: readonly [inRange: number, below: number, deviation: number];
}

const usualScoring: CogiScoring = { low: 70, high: 180, weights: [0.5, 0.35, 0.15] };

/**
 * Continuous glucose monitoring index, 0 (worst) … 100: time in range from 0 to 100 %, time below from 15 to 0 %, standard
 * deviation from 108 to 18 mg/dL, each a score from 0 to 1, weighted (Leelarathna et al. 2020, doi:10.1177/1932296819838525).
 */
export function cogi(glucose: Float64Array, { low, high, weights }: CogiScoring = usualScoring): number {
  const scores = [
    shareWithin(glucose, low, high),
    clipped(1 - shareBelow(glucose, low) / 0.15),
    clipped((108 - standardDeviation(glucose)) / (108 - 18)),
  ] as const;
  return 100 * scores.reduce((sum, score, i) => sum + weights[i]! * score, 0);
}

const clipped = (score: number) => Math.max(0, Math.min(1, score));
