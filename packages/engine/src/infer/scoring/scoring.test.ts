/**
 * Known values: the CRPS and log score of a standard normal at 0 are (√2 − 1)/√π and ½ log 2π
 * (Gneiting & Raftery 2007, doi:10.1198/016214506000001437).
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { drawNormal } from "../../ensemble/draw.ts";
import { normalQuantile } from "../../ensemble/normal-quantile.ts";
import { randomStream } from "../../ensemble/random-stream.ts";
import { intervalScore, pitHistogram, probabilityIntegralTransform } from "./calibration-scores.ts";
import { crpsOfEnsemble, crpsOfNormal, logScoreOfEnsemble, logScoreOfNormal } from "./ensemble-scores.ts";
import { meanAbsoluteError, meanAbsoluteRelativeDifference, rootMeanSquaredError } from "./point-scores.ts";
import { crpsFromQuantiles, pinballLoss } from "./quantile-scores.ts";

const number = fc.double({ min: -100, max: 100, noNaN: true });
const ensemble = fc.array(number, { minLength: 1, maxLength: 30 });
const levels = Array.from({ length: 399 }, (_, i) => (i + 1) / 400);
const normalEnsemble = levels.map((level) => normalQuantile(level));

describe("CRPS", () => {
  test("of a standard normal at 0, from the formula, from members and from quantiles", () => {
    const exact = (Math.SQRT2 - 1) / Math.sqrt(Math.PI);
    expect(crpsOfNormal(0, 1, 0)).toBeCloseTo(exact, 14);
    expect(crpsOfEnsemble(normalEnsemble, 0)).toBeCloseTo(exact, 2);
    expect(crpsFromQuantiles(levels, normalEnsemble, 0)).toBeCloseTo(exact, 3);
  });

  test("of a normal far from the mean is the distance less sd/√π, on both sides", () => {
    for (const side of [-1, 1])
      expect(crpsOfNormal(0, 1, 12 * side)).toBeCloseTo(12 - 1 / Math.sqrt(Math.PI), 12);
    expect(crpsOfNormal(0, 1, 2.999999)).toBeCloseTo(crpsOfNormal(0, 1, 3.000001), 5);
  });

  test("of one member is the absolute error; of any ensemble E|X−y| − ½E|X−X′|", () => {
    expect(crpsOfEnsemble([3], 5)).toBe(2);
    fc.assert(
      fc.property(ensemble, number, (members, y) => {
        const pairs = members.flatMap((a) => members.map((b) => Math.abs(a - b)));
        const mean = (values: number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;
        const expected = mean(members.map((x) => Math.abs(x - y))) - 0.5 * mean(pairs);
        expect(crpsOfEnsemble(members, y)).toBeCloseTo(expected, 9);
      }),
    );
  });

  test("rewards the forecaster who says what they believe", () => {
    const random = randomStream({ seed: 7, member: 0, purpose: "scoring" });
    const truths = Array.from({ length: 4000 }, () => drawNormal(random));
    const score = (mean: number, sd: number) => truths.reduce((sum, y) => sum + crpsOfNormal(mean, sd, y), 0);
    for (const [mean, sd] of [
      [0.3, 1],
      [0, 0.7],
      [0, 1.5],
    ] as const) {
      expect(score(mean, sd)).toBeGreaterThan(score(0, 1));
    }
  });
});

test("log score of a normal is ½ log 2π at its centre, and an ensemble's comes near it", () => {
  expect(logScoreOfNormal(0, 1, 0)).toBeCloseTo(0.5 * Math.log(2 * Math.PI), 14);
  expect(logScoreOfEnsemble(normalEnsemble, 0)).toBeCloseTo(0.5 * Math.log(2 * Math.PI), 1);
  expect(logScoreOfEnsemble([2, 2], 2)).toBe(Number.POSITIVE_INFINITY);
});

test("pinball loss is smallest at the quantile of its level", () => {
  fc.assert(
    fc.property(
      ensemble,
      fc.double({ min: 0.05, max: 0.95, noNaN: true }),
      number,
      (sample, level, guess) => {
        const sorted = [...sample].sort((a, b) => a - b);
        const quantile = sorted[Math.min(sorted.length - 1, Math.floor(level * sorted.length))]!;
        const loss = (q: number) => sample.reduce((sum, y) => sum + pinballLoss(level, q, y), 0);
        expect(loss(quantile)).toBeLessThanOrEqual(loss(guess) + 1e-9);
      },
    ),
  );
});

test("errors of points", () => {
  expect(rootMeanSquaredError([1, 2], [4, 6])).toBeCloseTo(Math.sqrt(12.5), 14);
  expect(meanAbsoluteError([1, 2], [4, 6])).toBe(3.5);
  expect(meanAbsoluteRelativeDifference([90, 110], [100, 100])).toBeCloseTo(0.1, 14);
});

test("coverage counts the ends of an interval in, and width is the mean", () => {
  expect(intervalScore([0, 0, 0], [1, 1, 4], [1, 1.01, 0])).toEqual({ coverage: 2 / 3, width: 2 });
});

test("the transform of a calibrated ensemble's truths is uniform, of one too narrow piles up at the ends", () => {
  const random = randomStream({ seed: 11, member: 0, purpose: "pit" });
  const histogram = (spread: number) =>
    pitHistogram(
      Array.from({ length: 4000 }, () =>
        probabilityIntegralTransform(
          normalEnsemble.map((x) => spread * x),
          drawNormal(random),
        ),
      ),
    );
  for (const count of histogram(1)) expect(Math.abs(count - 400)).toBeLessThan(4 * Math.sqrt(400 * 0.9));
  const narrow = histogram(0.5);
  expect(narrow[0]! + narrow[9]!).toBeGreaterThan(1600);
  expect(probabilityIntegralTransform([1, 1], 1)).toBe(0.5);
});

test("what is missing is neither a hit nor a miss", () => {
  const refused = expect.objectContaining({ code: "HS1681" });
  expect(() => intervalScore([0], [1], [Number.NaN])).toThrowError(refused);
  expect(() => intervalScore([0, 0], [1, 1], [0.5])).toThrowError(refused);
  expect(() => intervalScore([1], [0], [0.5])).toThrowError(refused);
  expect(() => probabilityIntegralTransform([1, 2], Number.NaN)).toThrowError(refused);
  expect(() => probabilityIntegralTransform([1, Number.NaN], 1)).toThrowError(refused);
  expect(() => pitHistogram([0.5, Number.NaN])).toThrowError(refused);
  expect(() => pitHistogram([1.1])).toThrowError(refused);
  expect(() => rootMeanSquaredError([1, 2], [1])).toThrowError(refused);
});

test("a certain forecast is scored by its distance; a negative spread is refused", () => {
  expect([crpsOfNormal(3, 0, 5), crpsOfNormal(3, 0, 3)]).toEqual([2, 0]);
  expect(logScoreOfNormal(3, 0, 5)).toBe(Number.POSITIVE_INFINITY);
  expect(logScoreOfEnsemble([3], 3)).toBe(Number.POSITIVE_INFINITY);
  expect(logScoreOfEnsemble([0, 1e-200], 1e200)).toBe(Number.POSITIVE_INFINITY);
  for (const score of [crpsOfNormal, logScoreOfNormal])
    expect(() => score(3, -1, 5)).toThrowError(expect.objectContaining({ code: "HS1681" }));
});
