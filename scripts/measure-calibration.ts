/**
 * node scripts/measure-calibration.ts [people] [draws] [seed]: simulation-based calibration (Talts 2018) of fits of
 * vancomycin. People are drawn from the prior of a model and measured with noise; printed is, for each effect, how likely
 * places of the truth as uneven as these are (bands of Säilynoja 2022), and how often it fell in the central 90 %.
 */
import { calibrationReport, runCalibration } from "@homeostat/engine/infer";
import { vancomycinBuelga2005, vancomycinGoti2018 } from "@homeostat/models";
import {
  fitStudy,
  normalPosterior,
  weightedDraws,
} from "../packages/models/src/pharmacology/test/calibration-study.ts";

const [people = 1500, count = 250, seed = 11] = process.argv.slice(2).map(Number);
const kinds = { normal: normalPosterior, drawn: weightedDraws(count) };

for (const [model, parameters] of [
  [vancomycinBuelga2005, { additive: 1.5 }],
  [vancomycinGoti2018, { proportional: 0.15, additive: 1 }],
] as const)
  for (const [kind, infer] of Object.entries(kinds)) {
    const piece = runCalibration(fitStudy(model, parameters, infer), { seed, to: people });
    for (const { name, probability, within, score, verdict } of calibrationReport([piece]).quantities)
      console.log(
        `${model.id} ${kind} ${name}: p ${probability.toPrecision(2)}, in the central 90 %: ${within.ninety.toFixed(3)}, ` +
          `scores ${score.mean.toFixed(3)} ± ${score.sd.toFixed(3)}; ${verdict}`,
      );
  }
