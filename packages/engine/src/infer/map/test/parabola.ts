import { lower } from "../../../model/lower.ts";
import { model } from "../../../model/model.ts";
import { prepareModel } from "../prepare-model.ts";
import type { Subject } from "../mixed-effects-model.ts";

/** y = η₁ + bend·η₂², of which one value is measured: its posterior is a bent valley, with two tops where the value is high. */
const parabola = model({
  id: "parabola",
  title: "A parabola",
  reference: { citation: "none" },
  use: "tests",
  status: "unvalidated",
  time: "h",
  states: { y: { is: "value", unit: "1", start: "eta1 + bend*eta2^2" } },
  inputs: {},
  parameters: {
    eta1: { is: "effect", unit: "1", value: 0, source: "chosen" },
    eta2: { is: "effect", unit: "1", value: 0, source: "chosen" },
    bend: { is: "how much it bends", unit: "1", value: 2, source: "chosen" },
    noise: { is: "variance", unit: "1", value: 0.1, source: "chosen" },
  },
  equations: "der(y) = 0 '/h'",
  outputs: { y: { is: "value", equals: "y", unit: "1" }, v: { is: "variance", equals: "noise", unit: "1" } },
});

export const prepared = prepareModel({
  system: lower(parabola),
  parameters: {},
  effects: ["eta1", "eta2"],
  omega: Float64Array.of(1, 0, 0, 1),
  observations: [{ prediction: 0, variance: 1 }],
  doseProperties: [],
  inputsFrom: "next",
  variance: "individual",
});

export const measuredOnce = (value: number): Subject => ({
  id: "1",
  records: [0, 1].map((time) => ({ time, inputs: new Float64Array(0), reset: false, observed: time > 0 })),
  measurements: [{ record: 1, of: 0, value, limit: "none" }],
});
