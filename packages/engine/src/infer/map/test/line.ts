import { lower } from "../../../model/lower.ts";
import { model } from "../../../model/model.ts";
import type { Measurement, MixedEffectsModel, Subject } from "../mixed-effects-model.ts";

/** y = (level + further + η₁) + (slope + η₂)·t, as a state that starts at the level and grows by the slope. */
const line = model({
  id: "line",
  title: "A straight line",
  reference: { citation: "none" },
  use: "tests",
  status: "unvalidated",
  time: "h",
  states: { y: { is: "value", unit: "1", start: "level + further + eta1" } },
  inputs: {},
  parameters: {
    level: { is: "level", unit: "1", value: 10, source: "chosen" },
    further: {
      is: "a part of the level that no data tell from the rest",
      unit: "1",
      value: 0,
      source: "chosen",
    },
    slope: { is: "slope", unit: "/h", value: "1 '/h' + eta2*1 '/h'", source: "chosen" },
    eta1: { is: "effect", unit: "1", value: 0, source: "chosen" },
    eta2: { is: "effect", unit: "1", value: 0, source: "chosen" },
    noise: { is: "variance", unit: "1", value: 0.5, source: "chosen" },
  },
  equations: "der(y) = slope",
  outputs: { y: { is: "value", equals: "y", unit: "1" }, v: { is: "variance", equals: "noise", unit: "1" } },
});

export const mixed: MixedEffectsModel = {
  system: lower(line),
  parameters: {},
  effects: ["eta1", "eta2"],
  omega: Float64Array.of(2, 0.3, 0.3, 0.4),
  observations: [{ prediction: 0, variance: 1 }],
  doseProperties: [],
  inputsFrom: "next",
  variance: "individual",
};

export function subject(
  points: readonly (readonly [number, number])[],
  limit: Measurement["limit"] = "none",
): Subject {
  const records = [0, ...points.map(([time]) => time)].map((time, i) => ({
    time,
    inputs: new Float64Array(0),
    reset: false,
    observed: i > 0,
  }));
  return {
    id: "1",
    records,
    measurements: points.map(([, value], i) => ({ record: i + 1, of: 0, value, limit })),
  };
}

/** H = Ω⁻¹ + Σ f·fᵀ/v of two effects, inverted by hand. */
export function closedForm(points: readonly (readonly [number, number])[]) {
  const determinant = 2 * 0.4 - 0.09;
  let [a, b, c] = [0.4 / determinant, -0.3 / determinant, 2 / determinant];
  let [p, q] = [0, 0];
  for (const [t, y] of points) {
    a += 1 / 0.5;
    b += t / 0.5;
    c += (t * t) / 0.5;
    p += (y - 10 - t) / 0.5;
    q += (t * (y - 10 - t)) / 0.5;
  }
  const d = a * c - b * b;
  return { mean: [(c * p - b * q) / d, (a * q - b * p) / d], covariance: [c / d, -b / d, -b / d, a / d] };
}
