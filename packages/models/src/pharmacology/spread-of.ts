import type { Spread } from "@homeostat/engine";

/** Between-person spread as population papers print it: the variance ω² of ln(parameter). */
export function ofLogVariance(variance: number): Spread {
  return { kind: "logNormal", cv: Math.sqrt(Math.expm1(variance)) };
}
