/**
 * Where predictions are linear in the effects the posterior is known in closed form (Lindley & Smith 1972, J R Stat
 * Soc B 34:1): mean, covariance, and the marginal likelihood of which the objective is −2 ln.
 */
import { expect, test } from "vitest";
import { lower } from "../../model/lower.ts";
import { model } from "../../model/model.ts";
import { mapEstimate } from "./map-estimate.ts";
import type { Measurement, MixedEffectsModel, Subject } from "./mixed-effects-model.ts";
import { prepareModel } from "./prepare-model.ts";

/** y = (level + η₁) + (slope + η₂)·t, as a state that starts at the level and grows by the slope. */
const line = model({
  id: "line",
  title: "A straight line",
  reference: { citation: "none" },
  use: "tests",
  status: "unvalidated",
  time: "h",
  states: { y: { is: "value", unit: "1", start: "level + eta1" } },
  inputs: {},
  parameters: {
    level: { is: "level", unit: "1", value: 10, source: "chosen" },
    slope: { is: "slope", unit: "/h", value: "1 '/h' + eta2*1 '/h'", source: "chosen" },
    eta1: { is: "effect", unit: "1", value: 0, source: "chosen" },
    eta2: { is: "effect", unit: "1", value: 0, source: "chosen" },
    noise: { is: "variance", unit: "1", value: 0.5, source: "chosen" },
  },
  equations: "der(y) = slope",
  outputs: { y: { is: "value", equals: "y", unit: "1" }, v: { is: "variance", equals: "noise", unit: "1" } },
});

const mixed: MixedEffectsModel = {
  system: lower(line),
  parameters: {},
  effects: ["eta1", "eta2"],
  omega: Float64Array.of(2, 0.3, 0.3, 0.4),
  observations: [{ prediction: 0, variance: 1 }],
  doseProperties: [],
  inputsFrom: "next",
  variance: "individual",
};

function subject(
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
function closedForm(points: readonly (readonly [number, number])[]) {
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

test("mean, covariance and what was learned of a line", () => {
  const points = [
    [1, 12.1],
    [2, 13.9],
    [4, 18.8],
  ] as const;
  const estimate = mapEstimate(prepareModel(mixed), subject(points));
  const { mean, covariance } = closedForm(points);
  expect(estimate.converged).toBe(true);
  expect([...estimate.effects]).toEqual(mean.map((value) => expect.closeTo(value!, 8)));
  covariance.forEach((value, i) => {
    expect(estimate.covariance[i]).toBeCloseTo(value, 10);
    expect(estimate.laplaceCovariance[i]).toBeCloseTo(value, 6);
  });
  expect(estimate.learned[1]).toBeCloseTo(1 - covariance[3]! / 0.4, 10);
  expect(estimate.residuals.map(({ population }) => population)).toEqual(
    [11, 12, 14].map((y) => expect.closeTo(y, 9)),
  );
});

test("the objective of one value is −2 ln of its marginal likelihood, and its conditional residual is standard", () => {
  const { objective, laplaceObjective, residuals } = mapEstimate(prepareModel(mixed), subject([[3, 17]]));
  const variance = 2 + 2 * 3 * 0.3 + 9 * 0.4 + 0.5;
  const exact = Math.log(variance) + (17 - 13) ** 2 / variance;
  expect(objective).toBeCloseTo(exact, 9);
  expect(laplaceObjective).toBeCloseTo(exact, 6);
  expect(residuals[0]!.conditional).toBeCloseTo(4 / Math.sqrt(variance), 9);
});

// One value of marginal variance 7.9 that is 4, and 40, off: erfc(4/√15.8) = 0.154697, erfc(40/√15.8) < 1e-40.
test("data that contradict the model are not plausible", () => {
  const prepared = prepareModel(mixed);
  expect(mapEstimate(prepared, subject([[3, 17]])).plausibility).toBeCloseTo(0.154697, 6);
  expect(mapEstimate(prepared, subject([[3, 53]])).plausibility).toBeLessThan(1e-40);
});

test("a value known only to lie below a limit pulls towards it, and one far below says nothing", () => {
  const prepared = prepareModel(mixed);
  const pulled = mapEstimate(prepared, subject([[3, 11]], "below"));
  expect(pulled.converged).toBe(true);
  expect(pulled.residuals[0]!.individual).toBeLessThan(11.5);
  expect(pulled.residuals[0]!.weighted).toBeNaN();
  const free = mapEstimate(prepared, subject([[3, 60]], "below"));
  expect(Math.hypot(...free.effects)).toBeLessThan(1e-9);
});

test("without data nothing is learned; a covariance that is none is refused", () => {
  const { effects, learned, objective, plausibility } = mapEstimate(prepareModel(mixed), subject([]));
  expect([...effects]).toEqual([0, 0]);
  expect([...learned]).toEqual([expect.closeTo(0, 12), expect.closeTo(0, 12)]);
  expect(objective).toBeCloseTo(0, 12);
  expect(plausibility).toBe(1);
  expect(() => prepareModel({ ...mixed, omega: Float64Array.of(1, 2, 2, 1) })).toThrowError(
    expect.objectContaining({ code: "HS1651" }),
  );
});

test("predictions that are no numbers, and residuals without spread, are refused with person and time", () => {
  const broken = (parameters: Record<string, number>) => () =>
    mapEstimate(prepareModel({ ...mixed, parameters }), subject([[3, 17]]));
  expect(broken({ noise: 0 })).toThrowError(expect.objectContaining({ code: "HS1652" }));
  expect(broken({ level: Number.MAX_VALUE, slope: Number.MAX_VALUE })).toThrowError(
    expect.objectContaining({ code: "HS1652" }),
  );
});
