/** Values that share their ε, against the same formulas written densely, differences, and sampled data. */
import { expect, test } from "vitest";
import { randomStream } from "../../ensemble/random-stream.ts";
import { conditionalResiduals } from "./conditional-residuals.ts";
import { jointValues } from "./joint-values.ts";
import { mapEstimate } from "./map-estimate.ts";
import type { MixedEffectsModel, Subject } from "./mixed-effects-model.ts";
import { prepareModel } from "./prepare-model.ts";
import { DataSimulator } from "./simulate-data.ts";
import type { Expected } from "./subject-course.ts";
import { mixed, subject as lineSubject } from "./test/line.ts";

const correlation = Float64Array.of(1, 0.6, 0.6, 1);
const dual = (value: number, ...by: number[]) => ({ value, by: Float64Array.from(by) });

/** Two values of two effects x: predictions and loads that bend with both. */
function expectedAt([a, b]: readonly number[]): readonly Expected[] {
  const row = (f: ReturnType<typeof dual>, loads: readonly ReturnType<typeof dual>[]): Expected => ({
    prediction: f.value,
    predictionBy: f.by,
    variance: Number.NaN,
    varianceBy: Float64Array.of(Number.NaN, Number.NaN),
    loads: loads.map((load, epsilon) => ({ epsilon, ...load })),
  });
  return [
    row(dual(a! * a!, 2 * a!, 0), [dual(1 + a!, 1, 0), dual(0.3 * b!, 0, 0.3)]),
    row(dual(a! * b!, b!, a!), [dual(0.2, 0, 0), dual(2 + a! * b!, b!, a!)]),
  ];
}

const values = [1.3, -0.4];
function jointAt(x: readonly number[]) {
  const expected = expectedAt(x);
  return jointValues(
    values.map((value, i) => value - expected[i]!.prediction),
    expected,
    correlation,
  )!;
}
const minusTwoLog = (x: readonly number[]) =>
  jointAt(x).values.reduce((sum, one) => sum + one.logVariance + one.residual ** 2, 0);

/** V = W·R·Wᵀ of two rows, as [v11, v12, v22]. */
function covarianceAt(x: readonly number[]): readonly [number, number, number] {
  const [one, two] = expectedAt(x).map(({ loads }) => loads!.map(({ value }) => value));
  const of = (u: readonly number[], w: readonly number[]) =>
    u[0]! * w[0]! + 0.6 * (u[0]! * w[1]! + u[1]! * w[0]!) + u[1]! * w[1]!;
  return [of(one!, one!), of(one!, two!), of(two!, two!)];
}

const x = [0.7, 0.9];
const slope = (f: (x: readonly number[]) => number, k: number, h = 1e-5) =>
  (f(x.map((value, i) => value + (i === k ? h : 0))) - f(x.map((value, i) => value - (i === k ? h : 0)))) /
  (2 * h);

test("the density is that of a normal pair", () => {
  const [v11, v12, v22] = covarianceAt(x);
  const determinant = v11 * v22 - v12 * v12;
  const [r, s] = values.map((value, i) => value - expectedAt(x)[i]!.prediction);
  const quadratic = (v22 * r! * r! - 2 * v12 * r! * s! + v11 * s! * s!) / determinant;
  expect(minusTwoLog(x)).toBeCloseTo(Math.log(determinant) + quadratic, 12);
});

test("its slopes are its differences, its curvature f′ᵀV⁻¹f′ + ½ tr(V⁻¹V′V⁻¹V′)", () => {
  const joint = jointAt(x);
  const [v11, v12, v22] = covarianceAt(x);
  const determinant = v11 * v22 - v12 * v12;
  const inverse = [v22 / determinant, -v12 / determinant, -v12 / determinant, v11 / determinant];
  const times = (a: readonly number[], b: readonly number[]) =>
    [0, 1, 2, 3].map((at) => {
      const [i, j] = [Math.floor(at / 2), at % 2];
      return a[i * 2]! * b[j]! + a[i * 2 + 1]! * b[2 + j]!;
    });
  const bends = [0, 1].map((k) => {
    const [d11, d12, d22] = [0, 1, 2].map((at) => slope((z) => covarianceAt(z)[at]!, k));
    return times(inverse, [d11!, d12!, d12!, d22!]);
  });
  const f = expectedAt(x).map(({ predictionBy }) => predictionBy);
  for (const k of [0, 1]) {
    expect(joint.gradient[k]).toBeCloseTo(slope(minusTwoLog, k), 7);
    for (const l of [0, 1]) {
      const trace = times(bends[k]!, bends[l]!);
      const squares = [0, 1, 2, 3].reduce(
        (sum, at) => sum + f[Math.floor(at / 2)]![k]! * inverse[at]! * f[at % 2]![l]!,
        0,
      );
      const found = joint.values
        .flatMap((one) => one.squares)
        .reduce((sum, square) => sum + square[k]! * square[l]!, 0);
      expect(found).toBeCloseTo(squares + (trace[0]! + trace[3]!) / 2, 7);
    }
  }
});

test("without a covariance of full rank there is none", () => {
  const [one] = expectedAt(x);
  expect(jointValues([0, 0], [one!, one!], correlation)).toBeUndefined();
});

/** The straight line, measured twice at each time by errors that are correlated by 0.6. */
const model: MixedEffectsModel = {
  ...mixed,
  residualCorrelation: correlation,
  parameters: { noise: 0.7 },
  observations: [0, 1].map((epsilon) => ({ prediction: 0, variance: 1, loads: [{ epsilon, slot: 1 }] })),
};
const twice = lineSubject([
  [1, 12],
  [1, 12.4],
  [3, 16],
  [3, 14.8],
]);
const person: Subject = {
  ...twice,
  measurements: twice.measurements.map((one, i) => ({ ...one, of: i % 2, group: Math.floor(i / 2) })),
};

test("a person's mode is that of generalised least squares; what was learned is what each value taught", () => {
  const found = mapEstimate(prepareModel(model), person);
  // Means and differences of a pair are independent: variances 0.49·(1 ± 0.6)/2 and so on; the differences say nothing.
  const variance = (0.49 * 1.6) / 2;
  const [a, b, d] = [0.4 / 0.71 + 2 / variance, -0.3 / 0.71 + 4 / variance, 2 / 0.71 + 10 / variance];
  const [r, s] = [12.2 - 11, 15.4 - 13];
  const [p, q] = [(r + s) / variance, (r + 3 * s) / variance];
  const determinant = a * d - b * b;
  expect([...found.effects]).toEqual(
    [(d * p - b * q) / determinant, (a * q - b * p) / determinant].map((value) => expect.closeTo(value, 10)),
  );
  for (const k of [0, 1])
    expect(found.residuals.reduce((sum, { evidence }) => sum + evidence[k]!, 0)).toBeCloseTo(
      found.learned[k]!,
      12,
    );
});

test("simulated pairs go together by 0.6, and conditional residuals of many people are standard and apart", () => {
  const prepared = prepareModel(model);
  const simulator = new DataSimulator(prepared, person);
  const stream = randomStream({ seed: 5, member: 0, purpose: "pairs" });
  const zero = new Float64Array(2);
  const expected = person.measurements.map(({ record, of }) => ({
    prediction: 10 + person.records[record]!.time,
    predictionBy: Float64Array.of(1, person.records[record]!.time),
    variance: 0.49,
    varianceBy: zero,
    loads: [{ epsilon: of, value: 0.7, by: zero }],
  }));
  const all = Array.from({ length: 2000 }, () => {
    const drawn = simulator.draw(stream);
    const measurements = person.measurements.map((one, i) => ({ ...one, value: drawn[i]! }));
    return { drawn, residuals: conditionalResiduals(model, { measurements }, expected, zero) };
  });
  const mean = (of: (one: (typeof all)[number]) => number) =>
    all.reduce((sum, one) => sum + of(one), 0) / 2000;
  // The pair's difference has variance 2·0.49·(1 − 0.6).
  expect(mean(({ drawn }) => (drawn[0]! - drawn[1]!) ** 2) / (2 * 0.49 * 0.4)).toBeCloseTo(1, 0.9);
  for (const i of [0, 1, 2, 3])
    for (let j = 0; j <= i; j++) {
      const goes = mean(({ residuals }) => residuals[i]! * residuals[j]!);
      expect(Math.abs(goes - (i === j ? 1 : 0))).toBeLessThan(3.5 * Math.sqrt((i === j ? 2 : 1) / 2000));
    }
});
