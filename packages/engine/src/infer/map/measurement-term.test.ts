import fc from "fast-check";
import { expect, test } from "vitest";
import { logNormalProbability } from "../../ensemble/normal-distribution.ts";
import { censored, measured, measuredByStudent, type Term } from "./measurement-term.ts";

const terms: readonly (readonly [string, (value: number, f: number, v: number) => Term])[] = [
  ["measured", measured],
  ["below a limit", (limit, f, v) => censored(limit, "below", f, v)],
  ["above a limit", (limit, f, v) => censored(limit, "above", f, v)],
  ["measured, of Student's law", (y, f, v) => measuredByStudent(y, f, v, 4)],
  ["below a limit, of Student's law", (limit, f, v) => censored(limit, "below", f, v, 4)],
  ["above a limit, of Student's law", (limit, f, v) => censored(limit, "above", f, v, 4)],
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

test("Student's law is the normal one with many degrees, and its density sums to one with few", () => {
  expect(measuredByStudent(1, 0.3, 0.5, 1e7).value).toBeCloseTo(measured(1, 0.3, 0.5).value, 5);
  let sum = 0;
  for (let y = -60; y < 60; y += 0.01)
    sum += (0.01 * Math.exp(-measuredByStudent(y, 0.3, 0.5, 3).value / 2)) / Math.sqrt(2 * Math.PI);
  expect(sum).toBeCloseTo(1, 4);
  expect(measuredByStudent(30, 0, 1, 4).value).toBeLessThan(0.1 * measured(30, 0, 1).value);
});
