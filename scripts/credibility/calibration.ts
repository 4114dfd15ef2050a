/**
 * node scripts/credibility/calibration.ts STUDY METHOD SIMULATIONS [FROM] [SEED]: simulation-based calibration of one way to infer a
 * person (docs/credibility/calibration.md). Studies: vancomycin (two compartments, six levels), glucose (minimal model,
 * intravenous test). Methods: normal (at the mode), weighted (250 importance draws), nuts, metropolis, ensemble, smc.
 * Simulations FROM to SIMULATIONS; any seed and range can be repeated alone.
 */
import { normalProbability, type RandomStream } from "@homeostat/engine";
import {
  adaptiveMetropolis,
  affineEnsemble,
  type CalibrationStudy,
  calibrationReport,
  type InferredQuantities,
  mapEstimate,
  nuts,
  type PreparedModel,
  posteriorDraws,
  runCalibration,
  type Sampler,
  type Subject,
  sampledQuantities,
  subjectTarget,
  temperedParticles,
} from "@homeostat/engine/infer";
import { vancomycinGoti2018 } from "@homeostat/models";
import { glucoseTestStudy } from "../../packages/models/src/glucose/test/glucose-test.ts";
import { fitStudy } from "../../packages/models/src/pharmacology/test/calibration-study.ts";

type Infer = (prepared: PreparedModel, person: Subject, stream: RandomStream) => InferredQuantities;

const studies: Readonly<Record<string, (infer: Infer) => CalibrationStudy<Subject>>> = {
  vancomycin: (infer) => fitStudy(vancomycinGoti2018, { proportional: 0.15, additive: 1 }, infer),
  glucose: glucoseTestStudy,
};

const chain =
  (sampler: Sampler, warmUp: number, draws: number, keep: number): Infer =>
  (prepared, person, stream) =>
    sampledQuantities(subjectTarget(prepared, person), sampler, { warmUp, draws, keep }, stream);

const methods: Readonly<Record<string, Infer>> = {
  normal: (prepared, person) => {
    const { effects, covariance } = mapEstimate(prepared, person);
    const n = effects.length;
    return (k, value) => normalProbability((value - effects[k]!) / Math.sqrt(covariance[k * n + k]!));
  },
  weighted: (prepared, person, stream) =>
    posteriorDraws(prepared, person, mapEstimate(prepared, person), 250, stream),
  nuts: chain(nuts({ acceptance: 0.9 }), 150, 200, 25),
  metropolis: chain(adaptiveMetropolis(), 300, 100, 25),
  ensemble: chain(affineEnsemble(), 15, 10, 25),
  smc: chain(temperedParticles(), 0, 60, 20),
};

const [study = "", method = "", to = "", from = "0", seed = "1"] = process.argv.slice(2);
const make = studies[study];
const infer = methods[method];
if (make === undefined || infer === undefined || !(Number(to) > 0))
  throw new Error(`Give a study (${Object.keys(studies)}), a method (${Object.keys(methods)}) and a count.`);

const before = process.cpuUsage();
const piece = runCalibration(make(infer), { seed: Number(seed), from: Number(from), to: Number(to) });
const { user, system } = process.cpuUsage(before);
const { quantities, failed, simulations, calibrated } = calibrationReport([piece]);
for (const { name, probability, adjusted, within, score, verdict } of quantities)
  console.log(
    `| ${study} | ${method} | ${simulations} | ${name} | ${probability.toPrecision(2)} | ${adjusted.toPrecision(2)} | ${(100 * within.half).toFixed(1)} | ${(100 * within.ninety).toFixed(1)} | ${score.mean.toFixed(3)} ± ${score.sd.toFixed(3)} | ${verdict} |`,
  );
console.log(
  `${study} ${method}: ${failed} of ${simulations} failed; ${calibrated ? "calibrated" : "NOT calibrated"} at the 1 % level; ${((user + system) / 1e6).toFixed(0)} s of processor`,
);
