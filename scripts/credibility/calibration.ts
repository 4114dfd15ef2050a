/**
 * node scripts/credibility/calibration.ts STUDY METHOD[,METHOD] PEOPLE [--seed N] [--from N] [--keep FILE]: simulation-based calibration of ways to
 * infer a person (docs/credibility/calibration.md). Studies: one-compartment (vancomycin after Buelga 2005), vancomycin (two compartments, six levels), glucose (minimal
 * model, intravenous test, wide priors), modified-test (the same with insulin, of a published population). Methods: normal (at the mode), law (the simplest that is judged right), weighted (the draws
 * that judge), nuts, metropolis, ensemble, smc (as their defaults run them).
 * With --keep each person is added to the file as soon as it is inferred; people who are there are not inferred again, so
 * that a study can be broken off and resumed, shared out (--from N, to PEOPLE), and PEOPLE 0 reports what is there.
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
import { modifiedTest } from "../../packages/models/src/glucose/test/modified-test.ts";
import { standardTest } from "../../packages/models/src/glucose/test/standard-test.ts";
import { fitStudy } from "../../packages/models/src/pharmacology/test/calibration-study.ts";
import { inferMissing, piecesOf } from "./calibration/kept-people.ts";
import { type Infer, methods } from "./calibration/methods.ts";

const studies: Readonly<Record<string, (infer: Infer) => CalibrationStudy<Subject>>> = {
  "one-compartment": (infer) => fitStudy(vancomycinBuelga2005, { additive: 1.5 }, infer),
  vancomycin: (infer) => fitStudy(vancomycinGoti2018, { proportional: 0.15, additive: 1 }, infer),
  glucose: (infer) => glucoseTestStudy(standardTest, infer),
  "modified-test": (infer) => glucoseTestStudy(modifiedTest, infer),
};

const { values, positionals } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    from: { type: "string", default: "0" },
    keep: { type: "string" },
  },
  allowPositionals: true,
});
const [study = "", named = "", people = ""] = positionals;
const make = studies[study];
const asked = named.split(",");
if (make === undefined || !asked.every((method) => method in methods) || !(Number(people) >= 0))
  throw new Error(`Give a study (${Object.keys(studies)}), methods (${Object.keys(methods)}) and a count.`);

const found = inferMissing(
  Object.fromEntries(asked.map((method) => [method, make(methods[method]!)])),
  { study, seed: Number(values.seed) },
  { from: Number(values.from), to: Number(people) },
  values.keep,
);
for (const method of asked) {
  const people = found.filter((person) => person.method === method);
  const pieces = piecesOf(people);
  report(method, pieces);
  if (people.some(({ valid }) => valid === false)) {
    report(`${method}, declared valid`, declaredOnly(pieces, true));
    report(`${method}, declared not valid`, declaredOnly(pieces, false));
  }
  const seconds = people.reduce((sum, one) => sum + one.seconds, 0);
  console.log(`${study} ${method}: ${(seconds / people.length).toFixed(2)} s of processor a person`);
}

function report(which: string, of: Parameters<typeof calibrationReport>[0]): void {
  const { quantities, failed, simulations, calibrated } = calibrationReport(of);
  for (const { name, probability, adjusted, within, score, verdict } of quantities)
    console.log(
      `| ${study} | ${which} | ${simulations} | ${name} | ${probability.toPrecision(2)} | ${adjusted.toPrecision(2)} | ${(100 * within.half).toFixed(1)}, ${(100 * within.ninety).toFixed(1)} % | ${score.mean.toFixed(3)} ± ${score.sd.toFixed(3)} | ${verdict} |`,
    );
  console.log(
    `${study} ${which}: ${failed} of ${simulations} failed; ${calibrated ? "calibrated" : "NOT calibrated"} at the 1 % level`,
  );
}
