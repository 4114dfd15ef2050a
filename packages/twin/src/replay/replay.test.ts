import { drawNormal, type Model, model, randomStream } from "@homeostat/engine";
import { describe, expect, test } from "vitest";
import type { FitErrors, ReplayModel, TakenItem } from "./day.ts";
import { DayPosterior } from "./day-posterior.ts";
import { glucoseOf, valuesAt } from "./day-simulator.ts";
import { disagreementFilter, remembered, whitened } from "./disagreement.ts";
import { fitDay } from "./fit-day.ts";
import { foretellDay, replayDay, resampled } from "./replay-day.ts";

/** Glucose that carbohydrate raises and insulin lowers, each with one time constant: enough to know every answer. */
const toy = model({
  id: "toy-day",
  title: "toy",
  reference: { citation: "none" },
  use: "tests",
  status: "unvalidated",
  time: "min",
  states: {
    G: { is: "glucose", unit: "mg/dL", start: "level" },
    A: { is: "insulin action", unit: "1", start: 0 },
  },
  inputs: {
    carbs: { is: "carbohydrate", unit: "g/min", default: 0 },
    insulin: { is: "insulin", unit: "[iU]/min", default: 0 },
  },
  parameters: {
    level: { is: "level", unit: "mg/dL", value: 120, source: "test" },
    power: { is: "fall of one unit", unit: "mg/dL/[iU]", value: 30, source: "test" },
    rise: { is: "rise of one gram", unit: "mg/dL/g", value: 3, source: "test" },
  },
  equations: `
    der(A) = insulin/1 '[iU]' - A/60 'min'
    der(G) = rise*carbs - power*A*1 '[iU]'/60 'min' - (G - level)/200 'min'
  `,
  doses: {
    meal: { is: "meal", unit: "g", into: "carbs", over: 10 },
    bolus: { is: "bolus", unit: "[iU]", into: "insulin", over: 1 },
  },
  outputs: { sensorGlucose: { is: "glucose", equals: "G", unit: "mg/dL" } },
});
const replayed: ReplayModel = {
  model: toy as unknown as Model,
  output: "sensorGlucose",
  priors: {
    level: { kind: "normal", mean: 120, sd: 20 },
    power: { kind: "logNormal", median: 30, cv: 0.5 },
    rise: { kind: "logNormal", median: 3, cv: 0.5 },
  },
  allows: () => true,
  mealDelay: { low: 0, high: 30 },
  insulinDelay: 0,
};
const errors: FitErrors = {
  gain: [1, 0.02],
  offset: [0, 2],
  size: [3, 0.5],
  correlationMinutes: 60,
  fresh: 2,
  believed: 1,
};
const taken: readonly TakenItem[] = [
  { kind: "meal", at: 60, grams: 40 },
  { kind: "bolus", at: 60, units: 3 },
  { kind: "bolus", at: 300, units: 1 },
];
const times = Float64Array.from({ length: 97 }, (_, i) => 5 * i);
const truth = { level: 135, power: 22, rise: 3.6, mealDelay: 12, gain: 1, offset: 0, size: 3 };
const scene = { fixed: {}, taken, from: 0, times };
const stream = (member: number) => randomStream({ seed: 5, member, purpose: "replay test" });
const normals = (member: number) => {
  const random = stream(member);
  return (count: number) => Float64Array.from({ length: count }, () => drawNormal(random));
};
const [noiseless] = glucoseOf(replayed, scene, [truth]);
const chance = normals(1);
const readings = noiseless!.map((value) => value + 2 * chance(1)[0]!);
const record = { times, readings, from: 0, taken };
const posterior = new DayPosterior(replayed, record, {}, errors);
const typical = new Float64Array(posterior.effects.names.length);
const fitted = fitDay(posterior, [typical], 400, stream(2));
const draws = resampled(fitted, 100, stream(3));
const fit = {
  replayed,
  posterior,
  record,
  fixed: {},
  draws,
  answer: { bias: 0, sd: 0 },
  normals: normals(4),
};

describe("a day is fitted", () => {
  test("the truth lies within three deviations of each number, and insulin, meals and their delay are learned", () => {
    const values = draws.map((free) => valuesAt(posterior.effects, free));
    for (const [name, prior] of [
      ["power", 0.47],
      ["rise", 0.47],
      ["mealDelay", 0.58],
    ] as const) {
      const own = values.map((one) => one[name]!);
      const mean = own.reduce((sum, value) => sum + value, 0) / own.length;
      const sd = Math.sqrt(own.reduce((sum, value) => sum + (value - mean) ** 2, 0) / own.length);
      expect(Math.abs(mean - truth[name]) / sd, name).toBeLessThan(3);
      expect(sd / mean, name).toBeLessThan(0.5 * prior);
    }
  });

  test("the gradient is that of the value", () => {
    const at = typical.map((_, i) => 0.2 * Math.sin(i + 1));
    const { gradient } = posterior.landscape(at);
    for (let k = 0; k < at.length; k++) {
      const by = (step: number) => {
        const moved = at.slice();
        moved[k]! += step;
        return posterior.landscape(moved).value;
      };
      const slope = (by(0.02) - by(-0.02)) / 0.04;
      expect(Math.abs(gradient[k]! - slope)).toBeLessThan(0.02 * Math.max(10, Math.abs(slope)));
    }
  });

  test("logDensities and landscape tell of one posterior", () => {
    const a = typical.map((_, i) => 0.1 * i);
    const [atA, atTypical] = posterior.logDensities([a, typical]);
    const difference = posterior.landscape(a).value - posterior.landscape(typical).value;
    expect(atA! - atTypical!).toBeCloseTo(-difference / 2, 6);
  });
});

describe("a day is replayed", () => {
  test("as it was, it is what was read", () => {
    const [, median] = replayDay(fit, taken, [0.05, 0.5, 0.95]);
    median!.forEach((value, i) => {
      expect(Math.abs(value - noiseless![i]!)).toBeLessThan(5);
    });
  });

  test("with other insulin, it is what would have been", () => {
    const instead = taken.map((one) => (one.kind === "bolus" ? { ...one, units: 2 * one.units } : one));
    const [other] = glucoseOf(replayed, { ...scene, taken: instead }, [truth]);
    const [low, , high] = replayDay(fit, instead, [0.025, 0.5, 0.975]);
    const inside = other!.filter((value, i) => low![i]! <= value && value <= high![i]!).length;
    expect(inside / times.length).toBeGreaterThan(0.9);
  });

  test("an answer that is known to be too small is made larger, and doubted", () => {
    const instead = taken.slice(0, 1);
    const height = (answer: { bias: number; sd: number }) =>
      replayDay({ ...fit, answer, normals: normals(4) }, instead, [0.05, 0.5, 0.95]).map(
        ([...row]) => row[60]!,
      );
    const [low, middle, high] = height({ bias: 0, sd: 0 });
    const [wideLow, , wideHigh] = height({ bias: 0, sd: 0.5 });
    expect(height({ bias: Math.log(2), sd: 0 })[1]).toBeGreaterThan(middle! + 10);
    expect(wideHigh! - wideLow!).toBeGreaterThan(1.5 * (high! - low!));
  });

  test("later times are foretold from what is taken on them", () => {
    const later = Float64Array.from({ length: 20 }, (_, i) => 485 + 5 * i);
    const [expected] = glucoseOf(replayed, { ...scene, times: later }, [truth]);
    const [low, , high] = foretellDay(fit, later, [0.025, 0.5, 0.975]);
    expected!.forEach((value, i) => {
      expect(value).toBeGreaterThan(low![i]!);
      expect(value).toBeLessThan(high![i]!);
    });
  });
});

describe("what model and sensor disagree in", () => {
  const disagreement = { sd: 5, correlationMinutes: 60, fresh: 2 };
  const at = [0, 5, 10, 30, 90];
  const covariance = (i: number, j: number) =>
    25 * Math.exp(-Math.abs(at[i]! - at[j]!) / 60) + (i === j ? 4 : 0);

  test("whitening is that of its covariance: the filter gives the same quadratic form and determinant", () => {
    const filter = disagreementFilter(at, disagreement);
    const inverse = invert(at.map((_, i) => at.map((__, j) => covariance(i, j))));
    const residuals = Float64Array.of(1, -2, 3, 0.5, -4);
    const form = at.reduce(
      (sum, _, i) =>
        sum + at.reduce((row, __, j) => row + residuals[i]! * inverse[i]![j]! * residuals[j]!, 0),
      0,
    );
    const squares = whitened(filter, residuals).reduce((sum, value) => sum + value * value, 0);
    expect(squares).toBeCloseTo(form, 9);
  });

  test("what is remembered is its mean given all residuals", () => {
    const residuals = Float64Array.of(1, -2, 3, 0.5, -4);
    const inverse = invert(at.map((_, i) => at.map((__, j) => covariance(i, j))));
    const weighed = inverse.map((row) => row.reduce((sum, value, j) => sum + value * residuals[j]!, 0));
    remembered(at, disagreement, residuals).forEach((value, i) => {
      const expected = weighed.reduce(
        (sum, weight, j) => sum + 25 * Math.exp(-Math.abs(at[i]! - at[j]!) / 60) * weight,
        0,
      );
      expect(value).toBeCloseTo(expected, 9);
    });
  });
});

/** Gauss–Jordan, for matrices of a test. */
function invert(matrix: readonly (readonly number[])[]): number[][] {
  const n = matrix.length;
  const rows = matrix.map((row, i) => [...row, ...row.map((_, j) => Number(i === j))]);
  for (let k = 0; k < n; k++) {
    const pivot = rows[k]![k]!;
    rows[k] = rows[k]!.map((value) => value / pivot);
    for (let i = 0; i < n; i++)
      if (i !== k) {
        const factor = rows[i]![k]!;
        rows[i] = rows[i]!.map((value, j) => value - factor * rows[k]![j]!);
      }
  }
  return rows.map((row) => row.slice(n));
}
