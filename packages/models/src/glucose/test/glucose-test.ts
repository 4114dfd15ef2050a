/** An intravenous glucose test under the minimal model: the published one, and people like that one. */
import { drawNormal, type RandomStream, simulate } from "@homeostat/engine";
import {
  type CalibrationStudy,
  type InferredQuantities,
  type PreparedModel,
  type Prior,
  prepareModel,
  type Subject,
  spreadEffects,
} from "@homeostat/engine/infer";
import { bergman1979 } from "../bergman-1979.ts";

/** Pacini & Bergman 1986 (Comput Methods Programs Biomed 23:113), normal subject: min, glucose mg/dL, insulin mU/L. */
export const measured: readonly (readonly [number, number, number])[] = [
  [0, 92, 11],
  [2, 350, 26],
  [4, 287, 130],
  [6, 251, 85],
  [8, 240, 51],
  [10, 216, 49],
  [12, 211, 45],
  [14, 205, 41],
  [16, 196, 35],
  [19, 192, 30],
  [22, 172, 30],
  [27, 163, 27],
  [32, 142, 30],
  [42, 124, 22],
  [52, 105, 15],
  [62, 92, 15],
  [72, 84, 11],
  [82, 77, 10],
  [92, 82, 8],
  [102, 81, 11],
  [122, 82, 7],
  [142, 82, 8],
  [162, 85, 8],
  [182, 90, 7],
];

/** Glucose mixes in the first minutes, which the model leaves out. */
const mixed = 8;
const sampled = measured.filter(([time]) => time >= mixed);

/** Insulin as steps from one sample to the next, each at the mean of its ends. */
const steps = measured.map(([time, , value], i) => ({
  time,
  insulin: (value + (measured[i + 1] ?? measured[i]!)[2]) / 2,
}));

/** When glucose is measured. */
export const sampledTimes = sampled.map(([time]) => time);

/** Insulin of the published person, as a schedule. */
export const insulinMeasured = {
  kind: "signal",
  input: "I",
  times: steps.map(({ time }) => time),
  values: steps.map(({ insulin }) => insulin),
  between: "hold",
} as const;

/** A person with these levels of glucose at the sampled times. */
function personOf(levels: readonly number[]): Subject {
  const records = steps.map(({ time, insulin }) => ({
    time,
    inputs: Float64Array.of(insulin),
    reset: false,
    observed: time >= mixed,
  }));
  const first = steps.findIndex(({ time }) => time >= mixed);
  return {
    id: "1",
    records,
    measurements: levels.map((value, i) => ({ record: first + i, of: 0, value, limit: "none" })),
  };
}

export const publishedPerson = personOf(sampled.map(([, glucose]) => glucose));

/** Wide priors around a normal person. */
const widePriors: Readonly<Record<string, Prior>> = {
  SG: { kind: "logNormal", median: 0.02, cv: 0.6 },
  SI: { kind: "logNormal", median: 4e-4, cv: 1 },
  p2: { kind: "logNormal", median: 0.03, cv: 0.8 },
  G0: { kind: "normal", mean: 290, sd: 40 },
};

export const prepareTest = (parameters: Readonly<Record<string, number>> = {}): PreparedModel =>
  prepareModel(
    spreadEffects(bergman1979, {
      priors: widePriors,
      parameters,
      observations: [{ prediction: "glucose", variance: "glucoseVariance" }],
    }),
  );

type Infer = (prepared: PreparedModel, person: Subject, stream: RandomStream) => InferredQuantities;

/** People drawn from the priors, simulated apart from the fit, and measured with the model's error. */
export function glucoseTestStudy(infer: Infer): CalibrationStudy<Subject> {
  const prepared = prepareTest();
  const { effects, scales } = prepared.model;
  return {
    quantities: effects,
    simulate: (stream) => {
      const truth = Float64Array.from(effects, () => drawNormal(stream));
      const parameters = Object.fromEntries(
        effects.map((name, k) => [name, scales![k]!.fromFree(truth[k]!)]),
      );
      const { outputs } = simulate(bergman1979, {
        parameters,
        schedule: [insulinMeasured],
        to: 182,
        every: 1,
      });
      const levels = sampled.map(([time]) =>
        drawNormal(stream, outputs.glucose[time]!, Math.sqrt(outputs.glucoseVariance[time]!)),
      );
      return { truth, data: personOf(levels) };
    },
    infer: (person, stream) => infer(prepared, person, stream),
  };
}
