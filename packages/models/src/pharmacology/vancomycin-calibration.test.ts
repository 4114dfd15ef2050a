/**
 * Simulation-based calibration (Talts 2018, arXiv:1804.06788): people are drawn from the prior, their levels with noise,
 * and the truth must fall anywhere in its posterior with equal chance. A few hundred people show gross errors only;
 * `node scripts/measure-calibration.ts` takes thousands (docs/credibility/fit.md): the normal posterior is close for one
 * compartment, and fails for two, where clearance can hide behind a large volume; weighted draws hold for both.
 */
import {
  type ModelSpec,
  mapEstimate,
  normalProbability,
  normalQuantile,
  type PreparedModel,
  posteriorDraws,
  prepareModel,
  type RandomStream,
  randomStream,
  type Subject,
  simulate,
  spreadEffects,
} from "@homeostat/engine";
import { expect, test } from "vitest";
import { vancomycinBuelga2005 } from "./vancomycin-buelga-2005.ts";
import { vancomycinGoti2018 } from "./vancomycin-goti-2018.ts";

const bins = 10;
const times = [2, 11.5, 26, 35.5, 50, 59.5];
const dose = { state: 0, amount: 1000, rate: 1000, interval: 12, additional: 4, steadyState: "no" } as const;
const schedule = Array.from(
  { length: 5 },
  (_, i) => ({ kind: "infuse", input: "infusion", at: 12 * i, amount: 1000, duration: 1 }) as const,
);
function drawnPerson(
  model: ModelSpec,
  truth: Readonly<Record<string, number>>,
  stream: RandomStream,
): Subject {
  const { outputs } = simulate(model, {
    parameters: truth,
    schedule,
    to: 60,
    every: 0.5,
  });
  const inputs = Float64Array.from(Object.values(model.inputs), (input) => Number(input.default));
  const record = { inputs, reset: false };
  return {
    id: "1",
    records: [
      { ...record, time: 0, observed: false, dose },
      ...times.map((time) => ({ ...record, time, observed: true })),
    ],
    measurements: times.map((time, i) => {
      const level = outputs.concentration![2 * time]!;
      const spread = Math.sqrt(outputs.concentrationVariance![2 * time]!);
      const value = level + spread * normalQuantile(stream.uniform());
      return { record: i + 1, of: 0, value, limit: "none" };
    }),
  };
}

type Rank = (prepared: PreparedModel, person: Subject, truth: Float64Array, stream: RandomStream) => number[];

/** The share of each effect's normal posterior below the truth. */
const normalRanks: Rank = (prepared, person, truth) => {
  const { effects, covariance } = mapEstimate(prepared, person);
  const n = effects.length;
  return Array.from(truth, (value, k) =>
    normalProbability((value - effects[k]!) / Math.sqrt(covariance[k * n + k]!)),
  );
};

/** The same of weighted draws. */
const drawnRanks: Rank = (prepared, person, truth, stream) => {
  const { draws, weights } = posteriorDraws(prepared, person, mapEstimate(prepared, person), 250, stream);
  return Array.from(truth, (value, k) =>
    draws.reduce((sum, draw, i) => sum + (draw[k]! < value ? weights[i]! : 0), 0),
  );
};

test.each([
  ["one compartment, the normal posterior", vancomycinBuelga2005, { additive: 1.5 }, normalRanks, 200],
  [
    "two compartments, weighted draws",
    vancomycinGoti2018,
    { proportional: 0.15, additive: 1 },
    drawnRanks,
    120,
  ],
] as const)("%s: the truth lies anywhere in it with equal chance", (_, model, parameters, rank, people) => {
  const observations = [{ prediction: "concentration", variance: "concentrationVariance" }];
  const mixed = spreadEffects(model, { observations, parameters });
  const prepared = prepareModel(mixed);
  const all = Array.from({ length: people }, (_, member) => {
    const stream = randomStream({ seed: 7, member, purpose: "calibration" });
    const z = Float64Array.from(mixed.effects, () => normalQuantile(stream.uniform()));
    const truth = Object.fromEntries(
      mixed.effects.map((name, k) => [name, mixed.scales![k]!.fromFree(z[k]!)]),
    );
    return rank(prepared, drawnPerson(model, { ...parameters, ...truth }, stream), z, stream);
  });
  mixed.effects.forEach((name, k) => {
    const counts = new Array<number>(bins).fill(0);
    for (const person of all) counts[Math.min(bins - 1, Math.floor(person[k]! * bins))]!++;
    const expected = people / bins;
    const chiSquared = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    // 27.88 is the 99.9 % quantile of χ² with 9 degrees of freedom.
    expect(chiSquared, `${name}: ${counts.join(" ")}`).toBeLessThan(27.88);
    const inside = all.filter((person) => Math.abs(person[k]! - 0.5) < 0.45).length / people;
    // Exceeded once in a thousand times by chance alone.
    expect(Math.abs(inside - 0.9), name).toBeLessThan(3.29 * Math.sqrt(0.09 / people));
  });
});
