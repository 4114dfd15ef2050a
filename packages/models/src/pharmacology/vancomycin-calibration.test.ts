/**
 * Simulation-based calibration (Talts 2018, arXiv:1804.06788): people are drawn from the prior, their levels with noise,
 * and the truth must fall anywhere in its posterior with equal chance. A few hundred people show gross errors only;
 * `node scripts/measure-calibration.ts` takes thousands (docs/credibility/fit.md): the normal posterior is close for one
 * compartment, and fails for two, where clearance can hide behind a large volume; weighted draws hold for both.
 */
import { expect, test } from "vitest";
import { calibrate, drawnRanks, normalRanks } from "./test/calibration-study.ts";
import { vancomycinBuelga2005 } from "./vancomycin-buelga-2005.ts";
import { vancomycinGoti2018 } from "./vancomycin-goti-2018.ts";

const twoCompartments = { proportional: 0.15, additive: 1 };

test.each([
  ["one compartment, the normal posterior", vancomycinBuelga2005, { additive: 1.5 }, normalRanks, 200],
  ["two compartments, weighted draws", vancomycinGoti2018, twoCompartments, drawnRanks(250), 120],
] as const)("%s: the truth lies anywhere in it with equal chance", (_, model, parameters, rank, people) => {
  for (const { name, tenths, chiSquared, inside } of calibrate(model, parameters, rank, {
    people,
    seed: 7,
  })) {
    expect(chiSquared, `${name}: ${tenths.join(" ")}`).toBeLessThan(27.88);
    // Exceeded once in a thousand times by chance alone.
    expect(Math.abs(inside - 0.9), name).toBeLessThan(3.29 * Math.sqrt(0.09 / people));
  }
});
