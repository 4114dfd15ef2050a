import fc from "fast-check";
import { expect, test } from "vitest";
import { highBloodGlucoseIndex, lowBloodGlucoseIndex, symmetricGlucose } from "./glucose-risk.ts";
import { mean, standardDeviation } from "./moments.ts";
import { shareBelow, timeInRanges } from "./ranges.ts";
import { coefficientOfVariation, grade, gradeShare } from "./summary.ts";

const readings = fc
  .array(fc.double({ min: 20, max: 600, noNaN: true }), { minLength: 2, maxLength: 50 })
  .map((values) => Float64Array.from(values));

// Kovatchev et al. 1997 set the scale so that 20 and 600 mg/dL carry the risk of 100, and 112.5 none.
test("the symmetric scale is −√10, 0 and √10 at 20, 112.5 and 600 mg/dL", () => {
  expect(symmetricGlucose(20)).toBeCloseTo(-Math.sqrt(10), 2);
  expect(symmetricGlucose(112.5)).toBeCloseTo(0, 2);
  expect(symmetricGlucose(600)).toBeCloseTo(Math.sqrt(10), 2);
});

test("low and high blood glucose index count only their own side", () => {
  expect(lowBloodGlucoseIndex(Float64Array.of(20, 600))).toBeCloseTo(50, 0);
  expect(highBloodGlucoseIndex(Float64Array.of(20, 600))).toBeCloseTo(50, 0);
  expect(lowBloodGlucoseIndex(Float64Array.of(150, 400))).toBe(0);
  expect(highBloodGlucoseIndex(Float64Array.of(50, 100))).toBe(0);
});

test("times in the five ranges make up the whole, with limits where the consensus puts them", () => {
  fc.assert(
    fc.property(readings, (glucose) => {
      const shares = Object.values(timeInRanges(glucose));
      expect(shares.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 12);
    }),
  );
  const limits = Float64Array.of(53.9, 54, 69.9, 70, 180, 180.1, 250, 250.1);
  expect(Object.values(timeInRanges(limits))).toEqual([0.125, 0.25, 0.25, 0.25, 0.125]);
});

test("mean and standard deviation leave out what is not a number; variation has no unit", () => {
  expect(mean([1, Number.NaN, 3])).toBe(2);
  expect(standardDeviation([1, Number.NaN, 3])).toBeCloseTo(Math.SQRT2, 12);
  fc.assert(
    fc.property(readings, fc.double({ min: 0.05, max: 20, noNaN: true }), (glucose, factor) => {
      const scaled = coefficientOfVariation(glucose.map((value) => value * factor));
      expect(scaled).toBeCloseTo(coefficientOfVariation(glucose), 6);
    }),
  );
});

test("a reading that is missing has no share of the time; below 18 mg/dL the GRADE score stays at its end", () => {
  const gappy = Float64Array.of(50, Number.NaN, 100, Number.NaN);
  expect(shareBelow(gappy, 70)).toBe(0.5);
  expect(gradeShare(gappy, 90, 110)).toBeCloseTo(gradeShare(Float64Array.of(50, 100), 90, 110), 14);
  expect(timeInRanges(new Float64Array(0)).inRange).toBeNaN();
  expect(grade(Float64Array.of(12, 18))).toBe(50);
});
