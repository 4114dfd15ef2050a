/**
 * node scripts/credibility/calibration.ts STUDY METHOD PEOPLE [--seed N] [--keep FILE]: simulation-based calibration of one way to
 * infer a person (docs/credibility/calibration.md). Studies: one-compartment (vancomycin after Buelga 2005), vancomycin (two compartments, six levels), glucose (minimal
 * model, intravenous test). Methods: normal (at the mode), weighted (250 importance draws), nuts, metropolis,
 * ensemble, smc (as their defaults run them).
 * With --keep each person is added to the file as soon as it is inferred; people who are there are not inferred again, so
 * that a study can be broken off and resumed, and PEOPLE 0 reports what is there.
 */
import { parseArgs } from "node:util";
import {
  type CalibrationStudy,
  calibrationReport,
  declaredOnly,
  type Subject,
} from "@homeostat/engine/infer";
import { vancomycinBuelga2005, vancomycinGoti2018 } from "@homeostat/models";
import { glucoseTestStudy } from "../../packages/models/src/glucose/test/glucose-test.ts";
import { fitStudy } from "../../packages/models/src/pharmacology/test/calibration-study.ts";
import { inferMissing, piecesOf } from "./calibration/kept-people.ts";
import { type Infer, methods } from "./calibration/methods.ts";

const studies: Readonly<Record<string, (infer: Infer) => CalibrationStudy<Subject>>> = {
  "one-compartment": (infer) => fitStudy(vancomycinBuelga2005, { additive: 1.5 }, infer),
  vancomycin: (infer) => fitStudy(vancomycinGoti2018, { proportional: 0.15, additive: 1 }, infer),
  glucose: glucoseTestStudy,
};

const { values, positionals } = parseArgs({
  options: { seed: { type: "string", default: "1" }, keep: { type: "string" } },
  allowPositionals: true,
});
const [study = "", method = "", people = ""] = positionals;
const make = studies[study];
const infer = methods[method];
if (make === undefined || infer === undefined || !(Number(people) >= 0))
  throw new Error(`Give a study (${Object.keys(studies)}), a method (${Object.keys(methods)}) and a count.`);

const found = inferMissing(
  make(infer),
  { study, method, seed: Number(values.seed) },
  Number(people),
  values.keep,
);
const pieces = piecesOf(found);
report("", pieces);
if (found.some(({ valid }) => valid === false)) {
  report(", declared valid", declaredOnly(pieces, true));
  report(", declared not valid", declaredOnly(pieces, false));
}

function report(which: string, of: Parameters<typeof calibrationReport>[0]): void {
  const { quantities, failed, simulations, calibrated } = calibrationReport(of);
  for (const { name, probability, adjusted, within, score, verdict } of quantities)
    console.log(
      `| ${study} | ${method}${which} | ${simulations} | ${name} | ${probability.toPrecision(2)} | ${adjusted.toPrecision(2)} | ${(100 * within.half).toFixed(1)}, ${(100 * within.ninety).toFixed(1)} % | ${score.mean.toFixed(3)} ± ${score.sd.toFixed(3)} | ${verdict} |`,
    );
  const seconds = found.reduce((sum, one) => sum + one.seconds, 0);
  console.log(
    `${study} ${method}${which}: ${failed} of ${simulations} failed; ${calibrated ? "calibrated" : "NOT calibrated"} at the 1 % level; ${(seconds / found.length).toFixed(2)} s of processor a person`,
  );
}
