/**
 * Where predictions are linear in the effects the posterior is known in closed form (Lindley & Smith 1972, J R Stat
 * Soc B 34:1): mean, covariance, and the marginal likelihood of which the objective is −2 ln.
 */
import { expect, test } from "vitest";
import { findingsOf } from "./findings.ts";
import { mapEstimate } from "./map-estimate.ts";
import { closedForm, mixed, subject } from "./test/line.ts";
import { prepareModel } from "./prepare-model.ts";

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
  const taught = [0, 1].map((k) => estimate.residuals.reduce((sum, { evidence }) => sum + evidence[k]!, 0));
  expect(taught).toEqual([...estimate.learned].map((value) => expect.closeTo(value, 10)));
  expect(estimate.otherModes).toEqual([]);
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

test("a value that an error in shares of the prediction cannot give is told, and not called plausible", () => {
  const wide = { ...mixed, parameters: { noise: 100 } };
  const shares = { ...wide, observations: [{ prediction: 0, variance: 1, relative: true }] };
  const points = [
    [1, 11],
    [2, -0.5],
    [3, 0],
  ] as const;
  const told = mapEstimate(prepareModel(shares), subject(points));
  expect(told.plausibility).toBe(0);
  expect(findingsOf(told).filter(({ kind }) => kind === "impossible" || kind === "contradiction")).toEqual([
    { kind: "impossible", time: 2, value: -0.5, expected: told.residuals[1]!.individual },
    { kind: "impossible", time: 3, value: 0, expected: told.residuals[2]!.individual },
  ]);
  const additive = mapEstimate(prepareModel(wide), subject(points));
  expect(additive.objective).toBe(told.objective);
  expect(additive.plausibility).toBeGreaterThan(0.3);
  const below = mapEstimate(prepareModel(shares), subject([[2, -0.5]], "below"));
  expect(below.residuals[0]!.impossible).toBe(false);
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
