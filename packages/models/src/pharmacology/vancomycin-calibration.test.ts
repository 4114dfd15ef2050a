/**
 * Simulation-based calibration (Talts 2018, arXiv:1804.06788): people are drawn from the prior, their levels with noise,
 * and the truth must fall anywhere in its posterior with equal chance. A few hundred people show gross errors only;
 * `node scripts/measure-calibration.ts` takes thousands (docs/credibility/fit.md): the normal posterior is close for one
 * compartment, and fails for two, where clearance can hide behind a large volume; weighted draws hold for both.
 */
import { calibrationReport, runCalibration } from "@homeostat/engine/infer";
import { expect, test } from "vitest";
import { fitStudy, normalPosterior, weightedDraws } from "./test/calibration-study.ts";
import { vancomycinBuelga2005 } from "./vancomycin-buelga-2005.ts";
import { vancomycinGoti2018 } from "./vancomycin-goti-2018.ts";

const twoCompartments = { proportional: 0.15, additive: 1 };

test.each([
  ["one compartment, the normal posterior", vancomycinBuelga2005, { additive: 1.5 }, normalPosterior, 200],
  ["two compartments, weighted draws", vancomycinGoti2018, twoCompartments, weightedDraws(250), 120],
] as const)("%s: the truth lies anywhere in it with equal chance", (_, model, parameters, infer, people) => {
  const piece = runCalibration(fitStudy(model, parameters, infer), { seed: 7, to: people });
  const { quantities, failed } = calibrationReport([piece], 0.001);
  expect(failed).toBe(0);
  for (const { verdict } of quantities) expect(verdict).toBe("uniform");
});
