import { expect, test } from "vitest";
import { conditionalResiduals } from "./conditional-residuals.ts";
import { factorise } from "./symmetric.ts";

const omega = Float64Array.of(0.5, 0.2, 0.2, 0.3);
const effects = Float64Array.of(0.4, -0.1);
const slopes = [
  [1, 0.5],
  [2, -1],
  [0.1, 3],
  [1, 1],
].map((row) => Float64Array.from(row));
const variances = [0.2, 0.5, 1, 0.3];
const values = [3.1, 2.2, 5.5, 1];
const expected = slopes.map((predictionBy, i) => ({
  prediction: 2 + i / 2,
  variance: variances[i]!,
  predictionBy,
  varianceBy: new Float64Array(2),
}));
const model = { omega, observations: [{ prediction: 0, variance: 1 }] };
const measurements = values.map((value, record) => ({ record, of: 0, value, limit: "none" as const }));

test("they are L⁻¹·(y − f + F·η) with L·Lᵀ = F·Ω·Fᵀ + diag(v)", () => {
  const n = values.length;
  const covariance = Float64Array.from({ length: n * n }, (_, at) => {
    const [a, b] = [slopes[Math.floor(at / n)]!, slopes[at % n]!];
    let sum = Math.floor(at / n) === at % n ? variances[at % n]! : 0;
    for (let k = 0; k < 2; k++) for (let l = 0; l < 2; l++) sum += a[k]! * omega[k * 2 + l]! * b[l]!;
    return sum;
  });
  const lower = factorise(covariance, n)!;
  const right = values.map((value, i) => value - 2 - i / 2 + slopes[i]![0]! * 0.4 - slopes[i]![1]! * 0.1);
  const solved: number[] = [];
  for (let i = 0; i < n; i++) {
    const known = solved.reduce((sum, x, j) => sum + lower[i * n + j]! * x, 0);
    solved.push((right[i]! - known) / lower[i * n + i]!);
  }
  const residuals = conditionalResiduals(model, { measurements }, expected, effects);
  expect(residuals).toEqual(solved.map((value) => expect.closeTo(value, 12)));
});

test("a value known by a limit has none, and teaches the others nothing", () => {
  const limited = measurements.map((one, i) => (i === 1 ? { ...one, limit: "below" as const } : one));
  const residuals = conditionalResiduals(model, { measurements: limited }, expected, effects);
  const without = [0, 2, 3];
  const others = conditionalResiduals(
    model,
    { measurements: without.map((i) => measurements[i]!) },
    without.map((i) => expected[i]!),
    effects,
  );
  expect(residuals[1]).toBeNaN();
  expect(without.map((i) => residuals[i])).toEqual(others);
});
