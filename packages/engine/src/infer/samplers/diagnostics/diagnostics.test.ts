/**
 * Known cases: an autoregressive series of coefficient φ is worth n·(1 − φ)/(1 + φ) independent draws. That the numbers
 * are those of R's package `posterior` is tested in test/posteriordb.
 */
import { expect, test } from "vitest";
import { drawNormal } from "../../../ensemble/draw.ts";
import { randomStream } from "../../../ensemble/random-stream.ts";
import type { Sample, SampledChain } from "../sample.ts";
import { bulkSize, effectiveSize, tailSize } from "./effective-size.ts";
import { energyFraction } from "./energy-fraction.ts";
import { errorOfMean, errorOfSd } from "./monte-carlo-error.ts";
import { splitRHat } from "./split-rhat.ts";
import { summarise } from "./summary.ts";
import { complaints } from "./verdict.ts";

const length = 4000;

/** Standard normal with autocorrelation φ. */
function autoregressive(phi: number, member: number, shift = 0): Float64Array {
  const stream = randomStream({ seed: 11, member, purpose: "series" });
  let value = drawNormal(stream);
  return Float64Array.from({ length }, () => {
    value = phi * value + Math.sqrt(1 - phi * phi) * drawNormal(stream);
    return value + shift;
  });
}
const four = (phi: number) => [0, 1, 2, 3].map((member) => autoregressive(phi, member));

test.each([-0.5, 0, 0.5, 0.9])("an autoregressive series of coefficient %d", (phi) => {
  const expected = (4 * length * (1 - phi)) / (1 + phi);
  expect(Math.abs(effectiveSize(four(phi)) / expected - 1)).toBeLessThan(0.15);
  expect(Math.abs(bulkSize(four(phi)) / expected - 1)).toBeLessThan(0.15);
  expect(splitRHat(four(phi))).toBeLessThan(1.01);
});

test("errors are what means and spreads of many samples really vary by", () => {
  const found = Array.from({ length: 60 }, (_, k) => {
    const series = [0, 1, 2, 3].map((chain) => autoregressive(0.6, 100 + 4 * k + chain));
    const all = series.flatMap((part) => [...part]);
    const mean = all.reduce((a, b) => a + b, 0) / all.length;
    const sd = Math.sqrt(all.reduce((sum, value) => sum + (value - mean) ** 2, 0) / all.length);
    return { mean: mean / errorOfMean(series), sd: (sd - 1) / errorOfSd(series) };
  });
  for (const of of ["mean", "sd"] as const) {
    const square = found.reduce((sum, one) => sum + one[of] ** 2, 0) / found.length;
    // χ² of 60 over 60 lies within these 999 times in a thousand.
    expect(square).toBeGreaterThan(0.5);
    expect(square).toBeLessThan(1.7);
  }
});

test("chains that stand apart, spread differently, or have no mean are found out", () => {
  const shifted = [...four(0).slice(0, 3), autoregressive(0, 3, 0.5)];
  expect(splitRHat(shifted)).toBeGreaterThan(1.01);
  const wider = [...four(0).slice(0, 3), autoregressive(0, 3).map((value) => 2 * value)];
  expect(splitRHat(wider)).toBeGreaterThan(1.01);
  const cauchy = (member: number) => {
    const stream = randomStream({ seed: 2, member, purpose: "cauchy" });
    return Float64Array.from({ length }, () => Math.tan(Math.PI * (stream.uniform() - 0.5)));
  };
  expect(splitRHat([0, 1, 2, 3].map(cauchy))).toBeLessThan(1.01);
  expect(bulkSize([0, 1, 2, 3].map(cauchy)) / (4 * length)).toBeGreaterThan(0.9);
});

test("a chain that sticks in its tail has few draws there", () => {
  const sticky = four(0).map((part) => part.map((value, i) => (i >= 3820 ? 3 : value)));
  expect(tailSize(sticky)).toBeLessThan(200);
});

test("walkers that move together are worth one, walkers that do not are worth each of them", () => {
  const together = four(0.5).map((part) =>
    Float64Array.from({ length: 4 * length }, (_, i) => part[i >> 2]!),
  );
  expect(Math.abs(effectiveSize(together, 4) / effectiveSize(four(0.5)) - 1)).toBeLessThan(0.01);
  const apart = [0, 1].map((chain) => {
    const parts = [0, 1, 2, 3].map((walker) => autoregressive(0.5, 50 + 4 * chain + walker));
    return Float64Array.from({ length: 4 * length }, (_, i) => parts[i % 4]![i >> 2]!);
  });
  expect(Math.abs(effectiveSize(apart, 4) / ((8 * length) / 3) - 1)).toBeLessThan(0.15);
});

test("what never varies has no size, and energy that is redrawn each time has a fraction near 2", () => {
  expect(effectiveSize([new Float64Array(100), new Float64Array(100)])).toBeNaN();
  expect(energyFraction(autoregressive(0, 1))).toBeCloseTo(2, 1);
  expect(energyFraction(autoregressive(0.95, 1))).toBeLessThan(0.2);
});

test("complaints name the parameter, the cause and the cure", () => {
  const chain = (values: Float64Array): SampledChain => ({
    values: [values],
    points: values,
    width: 1,
    acceptance: 0.8,
    divergent: [3, 7],
    cut: 0,
    energies: autoregressive(0.98, 9),
    evaluations: 100,
    notNumbers: 0,
  });
  const sample: Sample = {
    sampler: "nuts",
    quantities: ["ka"],
    chains: [chain(autoregressive(0.999, 0)), chain(autoregressive(0.999, 1, 5))],
  };
  const said = complaints(sample, summarise(sample));
  expect(said.map(({ problem }) => problem)).toEqual([
    expect.stringMatching(/^R̂ is above 1.01: ka \d/),
    expect.stringMatching(/^The draws are worth fewer than 200 independent ones: ka \d/),
    "4 trajectories diverged.",
    expect.stringMatching(/^E-BFMI is 0\.0/),
  ]);
  for (const { cause, cure } of said) expect(cause.length * cure.length).toBeGreaterThan(0);
  const good = {
    ...sample,
    chains: four(0.1).map((values) => ({ ...chain(values), divergent: [], energies: values })),
  };
  expect(complaints(good, summarise(good))).toEqual([]);
});
