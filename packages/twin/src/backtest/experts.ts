import { patternFeatures, patternRows, robustFrom } from "../pattern/expert.ts";
import { changes, constant, height } from "../pattern/features.ts";
import { Combination } from "./combination.ts";
import type { Forecaster } from "./forecaster.ts";
import { type LinearDesign, LinearForecaster } from "./linear-forecaster.ts";

/**
 * The linear autoregression of GlucoBench: least squares on the last 12 values, one set for everyone. A penalty of one
 * row keeps it solvable where readings every 15 min make neighbouring steps lie on one line.
 */
export const plainLinear: LinearDesign = {
  name: "linear",
  features: [constant, changes(11), height],
  ridgeRows: 1,
  calmFirst: false,
  robustFrom: null,
  ownRows: null,
};

/** The expert on patterns that has a say in every twin's forecast; here everyone's coefficients come from the file itself. */
export const patternExpert: LinearDesign = {
  name: "pattern",
  features: patternFeatures,
  ridgeRows: patternRows.ridge,
  calmFirst: true,
  robustFrom,
  ownRows: patternRows.own,
};

/** The forecast of a person of whom only glucose is known; further experts (a twin) join the combination. */
export function glucoseCombination(steps: number, further: readonly Forecaster[] = []): Combination {
  return new Combination("combination", [new LinearForecaster(patternExpert, steps), ...further], steps);
}
