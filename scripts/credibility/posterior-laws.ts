/**
 * node scripts/credibility/posterior-laws.ts [PEOPLE] [--seed N] [--study NAME]: by how much each law is off that few numbers tell, and for how many people it would
 * do at 5 and at 10 points of 100 (docs/credibility/calibration.md), by draws along the ridges of their posteriors.
 */
import { parseArgs } from "node:util";
import { randomStream } from "@homeostat/engine";
import {
  type CalibrationStudy,
  mapEstimate,
  type PosteriorDraws,
  type PreparedModel,
  type Subject,
} from "@homeostat/engine/infer";
import { vancomycinGoti2018 } from "@homeostat/models";
import { weighted } from "../../packages/engine/src/infer/map/importance-draws.ts";
import { distanceOf } from "../../packages/engine/src/infer/map/judge-posterior.ts";
import { normalLawOf } from "../../packages/engine/src/infer/map/normal-law.ts";
import { ridgeDraws } from "../../packages/engine/src/infer/map/ridge-draws.ts";
import { ridgesOf } from "../../packages/engine/src/infer/map/ridges.ts";
import { skewedLawOf } from "../../packages/engine/src/infer/map/skewed-law.ts";
import { SubjectPosterior } from "../../packages/engine/src/infer/map/subject-posterior.ts";
import { glucoseTestStudy } from "../../packages/models/src/glucose/test/glucose-test.ts";
import { modifiedTest } from "../../packages/models/src/glucose/test/modified-test.ts";
import { standardTest } from "../../packages/models/src/glucose/test/standard-test.ts";
import { fitStudy } from "../../packages/models/src/pharmacology/test/calibration-study.ts";
import type { Infer } from "./calibration/methods.ts";

const studies: Readonly<Record<string, (infer: Infer) => CalibrationStudy<Subject>>> = {
  vancomycin: (infer) => fitStudy(vancomycinGoti2018, { proportional: 0.15, additive: 1 }, infer),
  glucose: (infer) => glucoseTestStudy(standardTest, infer),
  "modified-test": (infer) => glucoseTestStudy(modifiedTest, infer),
};

const { values, positionals } = parseArgs({
  options: { seed: { type: "string", default: "193" }, study: { type: "string", default: "" } },
  allowPositionals: true,
});
const people = Number(positionals[0] ?? 50);

function momentsOf({ draws, weights }: PosteriorDraws) {
  const n = draws[0]!.length;
  const mean = draws[0]!.map((_, k) => draws.reduce((sum, x, i) => sum + weights[i]! * x[k]!, 0));
  const covariance = Float64Array.from({ length: n * n }, (_, at) => {
    const [a, b] = [Math.floor(at / n), at % n];
    return draws.reduce((sum, x, i) => sum + weights[i]! * (x[a]! - mean[a]!) * (x[b]! - mean[b]!), 0);
  });
  return { mean, covariance };
}

/** The greatest error of each law among the effects of a person. */
function errorsOf(prepared: PreparedModel, person: Subject, member: number) {
  const estimate = mapEstimate(prepared, person);
  const { effects, covariance, laplaceCovariance, otherModes } = estimate;
  const posterior = new SubjectPosterior(prepared, person);
  const points = ridgesOf((x) => posterior.landscape(x), [effects, ...otherModes.map((one) => one.effects)]);
  const stream = randomStream({ seed: Number(values.seed), member, purpose: "posterior laws" });
  const proposed = ridgeDraws(points, 1000, stream);
  const drawn = weighted((draws) => draws.map((x) => -0.5 * posterior.value(x)), proposed);
  const moments = momentsOf(drawn);
  const laws = {
    "mode, expected curvature": normalLawOf(effects, covariance),
    "mode, exact curvature": normalLawOf(effects, laplaceCovariance),
    "mean and covariance of the draws": normalLawOf(moments.mean, moments.covariance),
    "and skewness": skewedLawOf(drawn),
  };
  return Object.entries(laws).map(
    ([name, law]) => [name, Math.max(...distanceOf(law, drawn, proposed))] as const,
  );
}

for (const [name, studyOf] of Object.entries(studies)) {
  if (!name.includes(values.study)) continue;
  const errors = new Map<string, number[]>();
  let member = 0;
  const study = studyOf((prepared, person) => {
    for (const [law, error] of errorsOf(prepared, person, member))
      errors.set(law, [...(errors.get(law) ?? []), error]);
    return { draws: [] };
  });
  for (; member < people; member++) {
    const stream = randomStream({ seed: Number(values.seed), member, purpose: "posterior laws: people" });
    study.infer(study.simulate(stream).data, stream);
  }
  for (const [law, off] of errors) {
    const median = off.toSorted((a, b) => a - b)[off.length >> 1]!;
    const doing = (most: number) => off.filter((error) => error <= most).length;
    console.log(
      `| ${name} | ${law} | ${median.toFixed(3)} | ${doing(0.05)} | ${doing(0.1)} | of ${off.length} |`,
    );
  }
}
