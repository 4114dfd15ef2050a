/** The published intravenous glucose test of a normal person, and people like that one under wide priors. */
import { type GlucoseTest, insulinSignal, personOf, stepsOf } from "./glucose-test.ts";

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
export const mixed = 8;
const sampled = measured.filter(([time]) => time >= mixed);

/** When glucose is measured. */
export const sampledTimes = sampled.map(([time]) => time);

/** Insulin of the published person as it was measured: min, mU/L. */
export const insulinSamples = measured.map(([time, , insulin]) => [time, insulin] as const);
const insulin = stepsOf(insulinSamples);

export const insulinMeasured = insulinSignal(insulin);

/** Wide priors around a normal person. */
export const standardTest: GlucoseTest = {
  insulin,
  sampled: sampledTimes,
  priors: {
    SG: { kind: "logNormal", median: 0.02, cv: 0.6 },
    SI: { kind: "logNormal", median: 4e-4, cv: 1 },
    p2: { kind: "logNormal", median: 0.03, cv: 0.8 },
    G0: { kind: "normal", mean: 290, sd: 40 },
  },
  parameters: {},
};

export const publishedPerson = personOf(
  standardTest,
  sampled.map(([, glucose]) => glucose),
);
