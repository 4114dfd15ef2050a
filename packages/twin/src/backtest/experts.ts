import { Combination } from "./combination.ts";
import { bends, changes, clock, constant, level } from "./features.ts";
import type { Forecaster } from "./forecaster.ts";
import { type LinearDesign, LinearForecaster } from "./linear-forecaster.ts";

/** The linear autoregression of GlucoBench: ordinary least squares on the last 12 values, one set for everyone. */
export const plainLinear: LinearDesign = {
  name: "linear",
  features: [constant, changes(11), ({ lags }) => [lags[0]! / 100]],
  ridgeRows: 0,
  calmFirst: false,
  robustFrom: null,
  ownRows: null,
};

const robust = { ridgeRows: 300, calmFirst: true, robustFrom: 15 };

/** Autoregressions that differ in what they see and in whom they learn from. */
export const linearExperts: readonly LinearDesign[] = [
  { ...robust, name: "everyone", features: [constant, changes(24), level], ownRows: null },
  {
    ...robust,
    name: "everyone by the clock",
    features: [constant, changes(24), level, clock],
    ownRows: null,
  },
  { ...robust, name: "everyone with bends", features: [constant, changes(24), level, bends], ownRows: null },
  {
    ...robust,
    name: "own",
    features: [constant, changes(12), level],
    robustFrom: null,
    ownRows: 3000,
  },
  {
    ...robust,
    name: "own with bends",
    features: [constant, changes(12), level, bends],
    robustFrom: null,
    ownRows: 1000,
  },
];

/** The forecast of a person of whom only glucose is known; further experts (a twin) join the combination. */
export function glucoseCombination(steps: number, further: readonly Forecaster[] = []): Combination {
  const experts = linearExperts.map((design) => new LinearForecaster(design, steps));
  return new Combination("combination", [...experts, ...further], steps);
}
