/**
 * The normal subject of Pacini & Bergman 1986 (Comput Methods Programs Biomed 23:113), for whom MINMOD gives SG 0.026/min, SI
 * 5.0e-4 per min per mU/L, p2 0.025/min, G0 279 mg/dL (van Riel 2004, Minimal models for glucose and insulin kinetics,
 * Eindhoven University of Technology). With these the model stays within the scatter of the data; a fit of our own, whose
 * weights and samples are not MINMOD's, comes near them.
 */
import { simulate } from "@homeostat/engine";
import { mapEstimate } from "@homeostat/engine/infer";
import { expect, test } from "vitest";
import { bergman1979 } from "./bergman-1979.ts";
import { prepareTest } from "./test/glucose-test.ts";
import { measured, publishedPerson, standardTest } from "./test/standard-test.ts";

test("the published numbers follow the published subject from the eighth minute on", () => {
  const [times, , insulin] = [0, 1, 2].map((k) => measured.map((row) => row[k]!)) as [
    number[],
    number[],
    number[],
  ];
  const schedule = [{ kind: "signal", input: "I", times, values: insulin, between: "line" } as const];
  const { outputs } = simulate(bergman1979, { schedule, to: 182, every: 1 });
  const misses = measured.flatMap(([time, glucose]) => (time < 8 ? [] : [outputs.glucose[time]! - glucose]));
  const root = Math.sqrt(misses.reduce((sum, miss) => sum + miss * miss, 0) / misses.length);
  expect(root).toBeLessThan(6);
});

test("a fit of the published subject comes near the published numbers", () => {
  const prepared = prepareTest({ ...standardTest, parameters: { proportional: 0, additive: 5 } });
  const estimate = mapEstimate(prepared, publishedPerson);
  const { effects, scales } = prepared.model;
  const found = Object.fromEntries(
    effects.map((name, k) => [name, scales![k]!.fromFree(estimate.effects[k]!)]),
  );
  expect(estimate.converged).toBe(true);
  for (const [name, published, within] of [
    ["SG", 0.026, 0.25],
    ["SI", 5.0e-4, 0.2],
    ["p2", 0.025, 0.25],
    ["G0", 279, 0.06],
  ] as const)
    expect(Math.abs(found[name]! / published - 1), `${name} ${found[name]}`).toBeLessThan(within);
});
