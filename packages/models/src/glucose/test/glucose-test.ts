/** Intravenous glucose tests under the minimal model: people drawn from a prior, simulated apart from the fit, and measured. */
import { choleskyFactor, drawNormal, type RandomStream, simulate } from "@homeostat/engine";
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

/** How a test is made, and of whom. */
export interface GlucoseTest {
  /** Plasma insulin (min, mU/L) as steps, each from its time to the next. */
  readonly insulin: readonly (readonly [number, number])[];
  /** When glucose is measured, min: each is the time of a step. */
  readonly sampled: readonly number[];
  readonly priors: Readonly<Record<string, Prior>>;
  /** Of the effects in the order of the model's parameters, row by row; independent where not given. */
  readonly correlation?: Float64Array;
  /** Of what is not learned, where it is not the model's own. */
  readonly parameters: Readonly<Record<string, number>>;
}

/** Insulin as a step from each sample to the next, at the mean of its ends. */
export const stepsOf = (samples: readonly (readonly [number, number])[]) =>
  samples.map(([time, value], i) => [time, (value + (samples[i + 1] ?? samples[i]!)[1]) / 2] as const);

/** A test's insulin as a schedule. */
export const insulinSignal = (insulin: GlucoseTest["insulin"]) =>
  ({
    kind: "signal",
    input: "I",
    times: insulin.map(([time]) => time),
    values: insulin.map(([, value]) => value),
    between: "hold",
  }) as const;

/** A person with these levels of glucose at the sampled times. */
export function personOf(
  { insulin, sampled }: Pick<GlucoseTest, "insulin" | "sampled">,
  levels: readonly number[],
): Subject {
  const times = insulin.map(([time]) => time);
  return {
    id: "1",
    records: insulin.map(([time, value]) => ({
      time,
      inputs: Float64Array.of(value),
      reset: false,
      observed: sampled.includes(time),
    })),
    measurements: levels.map((value, i) => ({
      record: times.indexOf(sampled[i]!),
      of: 0,
      value,
      limit: "none",
    })),
  };
}

export const prepareTest = ({ priors, parameters, correlation }: GlucoseTest): PreparedModel =>
  prepareModel(
    spreadEffects(bergman1979, {
      priors,
      parameters,
      ...(correlation && { correlation }),
      observations: [{ prediction: "glucose", variance: "glucoseVariance" }],
    }),
  );

type Infer = (prepared: PreparedModel, person: Subject, stream: RandomStream) => InferredQuantities;

/** People drawn from a test's prior, simulated apart from the fit, and measured with the model's error. */
export function glucoseTestStudy(design: GlucoseTest, infer: Infer): CalibrationStudy<Subject> {
  const prepared = prepareTest(design);
  const { effects, scales, omega } = prepared.model;
  const lower = choleskyFactor(omega, effects.length);
  return {
    quantities: effects,
    simulate: (stream) => {
      const z = effects.map(() => drawNormal(stream));
      const truth = Float64Array.from(effects, (_, row) =>
        z.slice(0, row + 1).reduce((sum, value, k) => sum + lower[row * effects.length + k]! * value, 0),
      );
      const own = effects.map((name, k) => [name, scales![k]!.fromFree(truth[k]!)]);
      const { outputs } = simulate(bergman1979, {
        parameters: { ...design.parameters, ...Object.fromEntries(own) },
        schedule: [insulinSignal(design.insulin)],
        to: design.sampled.at(-1)!,
        every: 1,
      });
      const levels = design.sampled.map((time) =>
        drawNormal(stream, outputs.glucose[time]!, Math.sqrt(outputs.glucoseVariance[time]!)),
      );
      return { truth, data: personOf(design, levels) };
    },
    infer: (person, stream) => infer(prepared, person, stream),
  };
}
