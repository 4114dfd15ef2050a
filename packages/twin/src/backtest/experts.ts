import { Combination } from "./combination.ts";
import { bends, changes, clock, constant, height, level } from "./features.ts";
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

/** Robust, and with coefficients of each person's own as far as their record carries them. */
const personal = { calmFirst: true, robustFrom: 15 };

/** Autoregressions that differ in what they see and in how soon they follow the person rather than everyone. */
export const linearExperts: readonly LinearDesign[] = [
  {
    ...personal,
    name: "two hours",
    features: [constant, changes(24), level, bends],
    ridgeRows: 100,
    ownRows: 2000,
  },
  {
    ...personal,
    name: "half an hour",
    features: [constant, changes(6), level, bends],
    ridgeRows: 300,
    ownRows: 1000,
  },
  {
    ...personal,
    name: "half an hour and the clock",
    features: [constant, changes(6), level, bends, clock],
    ridgeRows: 300,
    ownRows: 1000,
  },
  {
    ...personal,
    name: "half an hour, straight",
    features: [constant, changes(6), level],
    ridgeRows: 300,
    ownRows: 1000,
  },
];

/** The forecast of a person of whom only glucose is known; further experts (a twin) join the combination. */
export function glucoseCombination(steps: number, further: readonly Forecaster[] = []): Combination {
  const experts = linearExperts.map((design) => new LinearForecaster(design, steps));
  return new Combination("combination", [...experts, ...further], steps);
}
