/** Slopes of the objective against differences of it, with every person's mode searched for anew. */
import { expect, test } from "vitest";
import { lower } from "../../model/lower.ts";
import { model } from "../../model/model.ts";
import { mapEstimate } from "../map/map-estimate.ts";
import type { MixedEffectsModel } from "../map/mixed-effects-model.ts";
import { prepareModel } from "../map/prepare-model.ts";
import { subject } from "../map/test/line.ts";
import type { Estimated } from "./estimated.ts";
import { FreeParameters } from "./free-parameters.ts";
import { ObjectiveSlopes } from "./objective-slopes.ts";

const one = (is: string, value: number) => ({ is, unit: "1", value, source: "chosen" });

/** A share of 100 that comes in, and a decay; larger values are measured less well. */
const decay = model({
  id: "decay",
  title: "A decay",
  reference: { citation: "none" },
  use: "tests",
  status: "unvalidated",
  time: "h",
  states: { y: { is: "value", unit: "1", start: "100/(1 + (1 - share)/share*exp(-eta1))" } },
  inputs: {},
  parameters: {
    share: one("share that comes in", 0.6),
    rate: { is: "rate", unit: "/h", value: 0.3, source: "chosen" },
    power: one("how the rate falls with the value", 0.1),
    eta1: one("effect", 0),
    eta2: one("effect", 0),
    noise: one("relative residual", 0.2),
  },
  equations: "der(y) = -rate*exp(eta2)*y^(1 - power)",
  outputs: {
    y: { is: "value", equals: "y", unit: "1" },
    v: { is: "variance", equals: "1 + noise^2*y^2", unit: "1" },
  },
});

const mixed = (variance: MixedEffectsModel["variance"]): MixedEffectsModel => ({
  system: lower(decay),
  parameters: {},
  effects: ["eta1", "eta2"],
  omega: Float64Array.of(0.3, 0.05, 0.05, 0.2),
  observations: [{ prediction: 0, variance: 1 }],
  doseProperties: [],
  inputsFrom: "next",
  variance,
});

const estimated: readonly Estimated[] = [
  { name: "share", start: 0.6, scale: { is: "logit", low: 0, high: 1 }, centreOf: "eta1" },
  { name: "rate", start: 0.3, scale: "logarithm", centreOf: "eta2" },
  { name: "power", start: 0.1, scale: "as it is" },
  { name: "noise", start: 0.2, scale: "logarithm" },
];
const blocks = [{ places: [[0, 1]], fixed: false }];
const h = 5e-3;
const people = [
  subject([
    [0.5, 70],
    [2, 45],
    [6, 9],
  ]),
  subject([
    [1, 30],
    [3, 22],
  ]),
  subject([[8, 12]], "below"),
];

test.each(["individual", "typical"] as const)("residual variance at the %s prediction", (variance) => {
  const model = mixed(variance);
  const free = new FreeParameters(model, estimated, blocks);
  const at = (x: Float64Array) =>
    prepareModel({ ...model, parameters: free.parameters(x), omega: free.omega(x) });
  const here = at(free.start);
  const slopes = new ObjectiveSlopes(here, free, free.start);
  for (const person of people) {
    const { effects } = mapEstimate(here, person);
    slopes.at(person, effects).forEach((slope, k) => {
      const side = (by: number) =>
        mapEstimate(at(free.start.map((value, i) => (i === k ? value + by : value))), person).objective;
      const difference = (8 * (side(h) - side(-h)) - side(2 * h) + side(-2 * h)) / (12 * h);
      // The course is integrated to 1e-9: over a width of 1e-4 that is 1e-5, a few times over.
      expect(Math.abs(slope - difference)).toBeLessThan(2e-5 * Math.abs(difference) + 3e-4);
    });
  }
});
