/** Calibration of fits of vancomycin: people are drawn from the prior of a model and measured six times with noise. */
import {
  type ModelSpec,
  normalProbability,
  normalQuantile,
  type RandomStream,
  simulate,
} from "@homeostat/engine";
import {
  type CalibrationStudy,
  type InferredQuantities,
  mapEstimate,
  type PreparedModel,
  posteriorDraws,
  prepareModel,
  type Subject,
  spreadEffects,
} from "@homeostat/engine/infer";

type Values = Readonly<Record<string, number>>;

const times = [2, 11.5, 26, 35.5, 50, 59.5];
const dose = { state: 0, amount: 1000, rate: 1000, interval: 12, additional: 4, steadyState: "no" } as const;
const schedule = Array.from(
  { length: 5 },
  (_, i) => ({ kind: "infuse", input: "infusion", at: 12 * i, amount: 1000, duration: 1 }) as const,
);

function measuredPerson(model: ModelSpec, parameters: Values, stream: RandomStream): Subject {
  const { outputs } = simulate(model, { parameters, schedule, to: 60, every: 0.5 });
  const inputs = Float64Array.from(Object.values(model.inputs), (input) => Number(input.default));
  const record = { inputs, reset: false };
  return {
    id: "1",
    records: [
      { ...record, time: 0, observed: false, dose },
      ...times.map((time) => ({ ...record, time, observed: true })),
    ],
    measurements: times.map((time, i) => {
      const spread = Math.sqrt(outputs.concentrationVariance![2 * time]!);
      const value = outputs.concentration![2 * time]! + spread * normalQuantile(stream.uniform());
      return { record: i + 1, of: 0, value, limit: "none" };
    }),
  };
}

type Infer = (prepared: PreparedModel, person: Subject, stream: RandomStream) => InferredQuantities;

/** The normal posterior at the mode. */
export const normalPosterior: Infer = (prepared, person) => {
  const { effects, covariance } = mapEstimate(prepared, person);
  const n = effects.length;
  return {
    shareBelow: (k, value) => normalProbability((value - effects[k]!) / Math.sqrt(covariance[k * n + k]!)),
  };
};

/** So many draws around the mode, weighted by the exact posterior. */
export const weightedDraws =
  (count: number): Infer =>
  (prepared, person, stream) =>
    posteriorDraws(prepared, person, mapEstimate(prepared, person), count, stream);

/** People of a model under a way to infer their effects. */
export function fitStudy(model: ModelSpec, parameters: Values, infer: Infer): CalibrationStudy<Subject> {
  const observations = [{ prediction: "concentration", variance: "concentrationVariance" }];
  const mixed = spreadEffects(model, { observations, parameters });
  const prepared = prepareModel(mixed);
  return {
    quantities: mixed.effects,
    simulate: (stream) => {
      const truth = Float64Array.from(mixed.effects, () => normalQuantile(stream.uniform()));
      const own = mixed.effects.map((name, k) => [name, mixed.scales![k]!.fromFree(truth[k]!)]);
      return { truth, data: measuredPerson(model, { ...parameters, ...Object.fromEntries(own) }, stream) };
    },
    infer: (person, stream) => infer(prepared, person, stream),
  };
}
