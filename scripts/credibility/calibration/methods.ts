/** The ways to infer a person that are put to the test, by name. */
import { normalProbability, type RandomStream } from "@homeostat/engine";
import {
  adaptiveMetropolis,
  affineEnsemble,
  type InferredQuantities,
  type MapEstimate,
  judgePosterior,
  mapEstimate,
  nuts,
  type PosteriorJudgement,
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

/** A fit and what it says of itself; the last one is kept for the next method of the same person. */
function fitted(prepared: PreparedModel, person: Subject, stream: RandomStream) {
  const values = person.measurements.map(({ value }) => value).join();
  if (last?.values !== values) {
    const estimate = mapEstimate(prepared, person);
    last = { values, estimate, judgement: judgePosterior(prepared, person, estimate, stream) };
  }
  return last;
}
let last:
  | {
      readonly values: string;
      readonly estimate: MapEstimate;
      readonly judgement: PosteriorJudgement;
    }
  | undefined;

export const methods: Readonly<Record<string, Infer>> = {
  normal: (...of) => {
    const { estimate, judgement } = fitted(...of);
    const { effects, covariance } = estimate;
    const n = effects.length;
    return {
      valid: judgement.enough === "normal",
      shareBelow: (k, value) => normalProbability((value - effects[k]!) / Math.sqrt(covariance[k * n + k]!)),
    };
  },
  law: (...of) => {
    const { drawn, law } = fitted(...of).judgement;
    return law === undefined
      ? { ...drawn, valid: false }
      : { valid: true, shareBelow: (k, value) => law.shareBelow(k, value) };
  },
  weighted: (...of) => {
    const { drawn, enough } = fitted(...of).judgement;
    return { ...drawn, valid: enough !== "sampler" };
  },
  nuts: sampled(nuts()),
  metropolis: sampled(adaptiveMetropolis()),
  ensemble: sampled(affineEnsemble()),
  smc: sampled(temperedParticles()),
};
