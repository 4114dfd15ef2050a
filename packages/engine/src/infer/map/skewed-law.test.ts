/** Moments of the shifted log-normal law by quadrature over its quantiles; draws of one are told by themselves. */
import { describe, expect, test } from "vitest";
import { randomStream } from "../../ensemble/random-stream.ts";
import { normalQuantile } from "../../ensemble/normal-quantile.ts";
import { skewScale } from "./skew-scale.ts";
import { skewedLawOf } from "./skewed-law.ts";

describe.each([-1.5, -0.3, 0, 1e-6, 0.2, 2])("a scale of skewness %d", (skewness) => {
  const [mean, sd] = [-3, 0.7];
  const { toFree, fromFree, slope } = skewScale(mean, sd, skewness);

  test("has its mean, spread and skewness", () => {
    const steps = 4000;
    const values = Array.from({ length: steps }, (_, i) => fromFree(16 * ((i + 0.5) / steps - 0.5)));
    const weights = values.map((_, i) => Math.exp(-0.5 * (16 * ((i + 0.5) / steps - 0.5)) ** 2));
    const all = weights.reduce((a, b) => a + b, 0);
    const expected = (of: (value: number) => number) =>
      values.reduce((sum, value, i) => sum + (weights[i]! / all) * of((value - mean) / sd), 0);
    expect(expected((z) => z)).toBeCloseTo(0, 9);
    expect(expected((z) => z * z)).toBeCloseTo(1, 9);
    expect(expected((z) => z ** 3)).toBeCloseTo(skewness, 2);
  });

  test("goes there and back, with its slope", () => {
    for (const z of [-2, -0.1, 0, 1.5]) {
      const value = fromFree(z);
      expect(toFree(value)).toBeCloseTo(z, 9);
      expect(slope(value)).toBeCloseTo((toFree(value + 1e-6) - toFree(value - 1e-6)) / 2e-6, 5);
    }
  });
});

test("beyond the bound of a law there is nothing", () => {
  const right = skewScale(0, 1, 1);
  expect(right.toFree(-50)).toBe(Number.NEGATIVE_INFINITY);
  expect(skewScale(0, 1, -1).toFree(50)).toBe(Number.POSITIVE_INFINITY);
  expect(right.slope(-50)).toBeNaN();
});

test("draws of correlated skewed numbers are told by their law", () => {
  const stream = randomStream({ seed: 4, member: 0, purpose: "skewed" });
  const draws = Array.from({ length: 20_000 }, () => {
    const [a, b] = [normalQuantile(stream.uniform()), normalQuantile(stream.uniform())];
    return Float64Array.of(Math.exp(0.3 * a), -Math.exp(0.2 * (0.6 * a + 0.8 * b)));
  });
  const law = skewedLawOf({ draws, weights: new Float64Array(draws.length).fill(1 / draws.length) });
  for (const z of [-1.6, 0, 1.6]) {
    expect(law.quantile(0, law.shareBelow(0, Math.exp(0.3 * z)))).toBeCloseTo(Math.exp(0.3 * z), 9);
    expect(law.shareBelow(0, 1)).toBeCloseTo(0.5, 1.5);
  }
  // ln density of the exact law, up to the same constant: ratios between points.
  const exact = (x: Float64Array) => {
    const [a, c] = [Math.log(x[0]!) / 0.3, Math.log(-x[1]!) / 0.2];
    return -0.5 * ((a * a - 1.2 * a * c + c * c) / 0.64) - Math.log(x[0]!) - Math.log(-x[1]!);
  };
  const [one, other] = [Float64Array.of(1, -1), Float64Array.of(1.3, -0.9)];
  expect(Math.abs(law.logDensity(one) - law.logDensity(other) - exact(one) + exact(other))).toBeLessThan(0.1);
  expect(law.logDensity(Float64Array.of(-9, -1))).toBe(Number.NEGATIVE_INFINITY);
});
