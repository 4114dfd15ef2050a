/**
 * node scripts/measure-calibration.ts [people] [draws] [seed]: simulation-based calibration (Talts 2018) of fits of
 * vancomycin. People are drawn from the prior of a model and measured with noise; printed is, for each effect, in which
 * tenth of its posterior the truth fell, χ² of that (9 degrees of freedom; 27.9 is exceeded once in a thousand times),
 * and how often it fell in the central 90 %.
 */
import { vancomycinBuelga2005, vancomycinGoti2018 } from "@homeostat/models";
import {
  calibrate,
  drawnRanks,
  normalRanks,
} from "../packages/models/src/pharmacology/test/calibration-study.ts";

const [people = 1500, count = 250, seed = 11] = process.argv.slice(2).map(Number);
const kinds = { normal: normalRanks, drawn: drawnRanks(count) };

for (const [model, parameters] of [
  [vancomycinBuelga2005, { additive: 1.5 }],
  [vancomycinGoti2018, { proportional: 0.15, additive: 1 }],
] as const)
  for (const [kind, rank] of Object.entries(kinds))
    for (const { name, tenths, chiSquared, inside } of calibrate(model, parameters, rank, { people, seed }))
      console.log(
        `${model.id} ${kind} ${name}: χ² ${chiSquared.toFixed(1)}, in the central 90 %: ${inside.toFixed(3)}  ${tenths.join(" ")}`,
      );
