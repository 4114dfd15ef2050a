import fc from "fast-check";
import { expect, test } from "vitest";
import { logNormalProbability } from "../../ensemble/normal-distribution.ts";
import { censored, measured, type Term } from "./measurement-term.ts";

const terms: readonly (readonly [string, (value: number, f: number, v: number) => Term])[] = [
  ["measured", measured],
  ["below a limit", (limit, f, v) => censored(limit, "below", f, v)],
  ["above a limit", (limit, f, v) => censored(limit, "above", f, v)],
];

test.each(terms)("derivatives of a value %s are those of differences", (_, term) => {
  const numbers = fc.tuple(
    fc.double({ min: -3, max: 3, noNaN: true }),
    fc.double({ min: -3, max: 3, noNaN: true }),
    fc.double({ min: 0.2, max: 4, noNaN: true }),
  );
  fc.assert(
    fc.property(numbers, ([y, f, v]) => {
      const { byPrediction, byVariance } = term(y, f, v);
      const h = 1e-5;
      const inPrediction = (term(y, f + h, v).value - term(y, f - h, v).value) / (2 * h);
      const inVariance = (term(y, f, v + h).value - term(y, f, v - h).value) / (2 * h);
      return (
        Math.abs(byPrediction - inPrediction) < 1e-5 * (1 + Math.abs(byPrediction)) &&
        Math.abs(byVariance - inVariance) < 1e-5 * (1 + Math.abs(byVariance))
      );
    }),
  );
});

// Abramowitz & Stegun table 26.2: -log10 Q(5) = 6.54265, Q(10) = 23.11805, Q(50) = 544.96634.
test.each([
  [5, 6.54265],
  [10, 23.11805],
  [50, 544.96634],
])("the chance of lying %d spreads below is counted however small it is", (z, digits) => {
  expect(-logNormalProbability(-z) / Math.LN10).toBeCloseTo(digits, 4);
  const { value } = censored(0, "below", z, 1);
  expect(value / 2 / Math.LN10).toBeCloseTo(digits, 4);
});

test("a limit far above the prediction says nothing", () => {
  expect(censored(100, "below", 0, 1)).toMatchObject({ value: 0, byPrediction: 0 });
});
