/** The ways to infer a person that are put to the test, by name. */
import { normalProbability, type RandomStream } from "@homeostat/engine";
import {
  adaptiveMetropolis,
  affineEnsemble,
  type InferredQuantities,
  judgeNormal,
  mapEstimate,
  nuts,
  type PreparedModel,
  type Sampler,
  type Subject,
  sampledQuantities,
  subjectTarget,
  temperedParticles,
} from "@homeostat/engine/infer";

export type Infer = (prepared: PreparedModel, person: Subject, stream: RandomStream) => InferredQuantities;

/** A sampler as anybody runs it, with what it sets itself. */
const sampled =
  (sampler: Sampler): Infer =>
  (prepared, person, stream) =>
    sampledQuantities(subjectTarget(prepared, person), sampler, { keep: 50 }, stream);

export const methods: Readonly<Record<string, Infer>> = {
  normal: (prepared, person, stream) => {
    const estimate = mapEstimate(prepared, person);
    const { effects, covariance } = estimate;
    const n = effects.length;
    return {
      valid: judgeNormal(prepared, person, estimate, stream).enough === "normal",
      shareBelow: (k, value) => normalProbability((value - effects[k]!) / Math.sqrt(covariance[k * n + k]!)),
    };
  },
  weighted: (prepared, person, stream) => {
    const { drawn, enough } = judgeNormal(prepared, person, mapEstimate(prepared, person), stream);
    return { ...drawn, valid: enough !== "sampler" };
  },
  nuts: sampled(nuts()),
  metropolis: sampled(adaptiveMetropolis()),
  ensemble: sampled(affineEnsemble()),
  smc: sampled(temperedParticles()),
};
