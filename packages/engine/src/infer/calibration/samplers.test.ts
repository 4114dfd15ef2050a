/** Every sampler, on the effects of a straight line (posteriors/subject-target.test.ts) and what follows from them. */
import { expect, test } from "vitest";
import { drawMultivariateNormal, drawNormal } from "../../ensemble/draw.ts";
import { prepareModel } from "../map/prepare-model.ts";
import { factorise } from "../map/symmetric.ts";
import { mixed, subject } from "../map/test/line.ts";
import { subjectTarget } from "../posteriors/subject-target.ts";
import { allSamplers } from "../samplers/test/all-samplers.ts";
import { calibrationReport } from "./calibration-report.ts";
import type { CalibrationStudy } from "./calibration-study.ts";
import { runCalibration } from "./run-calibration.ts";
import { sampledQuantities } from "./sampled-quantities.ts";

const prepared = prepareModel(mixed);
const lower = factorise(mixed.omega, 2)!;
const times = [1, 2, 5];
/** One short chain each, so that a study takes a second; an iteration of an ensemble moves twenty walkers ten times. */
const planOf = (sampler: string) => ({
  chains: 1,
  keep: 12,
  ...(sampler === "ensemble" ? { warmUp: 8, draws: 4, most: 12 } : { warmUp: 60, draws: 60, most: 120 }),
});

const study = (sampler: (typeof allSamplers)[number][1]): CalibrationStudy<readonly number[]> => ({
  quantities: ["eta1", "eta2"],
  simulate: (stream) => {
    const truth = drawMultivariateNormal(stream, new Float64Array(2), lower);
    const data = times.map((time) =>
      drawNormal(stream, 10 + truth[0]! + (1 + truth[1]!) * time, Math.sqrt(0.5)),
    );
    return { truth, data };
  },
  infer: (levels, stream) => {
    const points = levels.map((level, i) => [times[i]!, level] as const);
    return sampledQuantities(subjectTarget(prepared, subject(points)), sampler, planOf(sampler.name), stream);
  },
});

test.each(allSamplers)("%s: truths lie anywhere in their posteriors with equal chance", (_, sampler) => {
  const report = calibrationReport([runCalibration(study(sampler), { seed: 8, to: 60 })], 0.001);
  expect(report.quantities.map(({ verdict }) => verdict)).toEqual(["uniform", "uniform"]);
  expect(report.calibrated).toBe(true);
});
