/**
 * Simulation-based calibration on a posterior that is known: a normal mean with a normal prior, posterior mean y·s/(1+s)
 * and variance s/(1+s) for s = 1/σ² (Talts et al. 2018, arXiv:1804.06788, section 5). Bands after Säilynoja et al. 2022.
 */
import { expect, test } from "vitest";
import { drawNormal } from "../../ensemble/draw.ts";
import { normalProbability } from "../../ensemble/normal-distribution.ts";
import { randomStream } from "../../ensemble/random-stream.ts";
import { failure } from "../../errors/registry.ts";
import { calibrationReport, declaredOnly } from "./calibration-report.ts";
import type { CalibrationStudy } from "./calibration-study.ts";
import { ecdfBand, uniformityProbability } from "./ecdf-band.ts";
import { runCalibration } from "./run-calibration.ts";

const stream = (member: number) => randomStream({ seed: 5, member, purpose: "test" });

/** Prior N(0, 1), one value with variance 1, so that the posterior is N(y/2, 1/2). */
const study = (infer: CalibrationStudy<number>["infer"]): CalibrationStudy<number> => ({
  quantities: ["mean"],
  simulate: (random) => {
    const truth = drawNormal(random);
    return { truth: [truth], data: truth + drawNormal(random) };
  },
  infer,
});

const drawn = (bias: number, stretch: number) =>
  study((y, random) => ({
    draws: Array.from({ length: 20 }, () => [drawNormal(random, y / 2 + bias, stretch * Math.SQRT1_2)]),
  }));
const unread = study((_, random) => ({ draws: [[drawNormal(random)]] }));

const report = (of: CalibrationStudy<number>, to = 400) =>
  calibrationReport([runCalibration(of, { seed: 3, to })]);

test.each([
  ["draws", drawn(0, 1)],
  [
    "closed form",
    study((y) => ({
      shareBelow: (_: number, value: number) => normalProbability((value - y / 2) / Math.SQRT1_2),
    })),
  ],
  [
    "weighted draws",
    study((y, random) => {
      const draws = Array.from({ length: 400 }, () => drawNormal(random));
      const weights = draws.map((draw) => Math.exp(-0.5 * (y - draw) ** 2));
      const sum = weights.reduce((a, b) => a + b, 0);
      return { draws: draws.map((draw) => [draw]), weights: weights.map((weight) => weight / sum) };
    }),
  ],
  ["the prior, where the data are left unread", unread],
])("a right posterior is found right: %s", (_, right) => {
  const { calibrated, quantities } = report(right);
  expect(quantities[0]!.verdict).toBe("uniform");
  expect(calibrated).toBe(true);
});

test.each([
  ["too low", drawn(-0.3, 1)],
  ["too high", drawn(0.3, 1)],
  ["too narrow", drawn(0, 0.6)],
  ["too wide", drawn(0, 1.7)],
])("a wrong posterior is found and told: %s", (what, wrong) => {
  const { calibrated, quantities } = report(wrong);
  expect(calibrated).toBe(false);
  expect(quantities[0]!.verdict).toContain(what);
});

test("pieces in any order add up to the whole, and a cancelled piece says where it stopped", () => {
  const whole = runCalibration(drawn(0, 1), { seed: 3, to: 30 });
  const late = runCalibration(drawn(0, 1), { seed: 3, from: 11, to: 30 });
  const early = runCalibration(drawn(0, 1), { seed: 3, to: 11 });
  expect([...early.places, ...late.places]).toEqual(whole.places);
  let done = 0;
  const signal = {
    get aborted() {
      return done >= 4;
    },
  };
  const progress = (now: number) => {
    done = now;
  };
  const cut = runCalibration(drawn(0, 1), { seed: 3, to: 30, signal, progress });
  expect(cut.to).toBe(4);
  expect(cut.places).toEqual(whole.places.slice(0, 4));
});

test("what inferences declare of themselves is told apart: of those declared valid the places are uniform", () => {
  const piece = runCalibration(
    study((y, random) => {
      const valid = y < 0.5;
      const draws = Array.from({ length: 20 }, () => [
        drawNormal(random, y / 2 + (valid ? 0 : 1), Math.SQRT1_2),
      ]);
      return { draws, valid };
    }),
    { seed: 3, to: 400 },
  );
  const [valid, not] = [true, false].map((one) => calibrationReport(declaredOnly([piece], one)));
  expect(calibrationReport([piece]).calibrated).toBe(false);
  expect(valid!.calibrated).toBe(true);
  expect(not!.calibrated).toBe(false);
  expect(valid!.simulations + not!.simulations).toBe(400);
  expect(not!.simulations).toBeGreaterThan(50);
});

test("inferences that fail are counted, not left out", () => {
  const failing = study((y) => {
    if (y > 1) throw failure("HS1651");
    return { draws: [[0]] };
  });
  const { failed, simulations, calibrated } = report(failing, 100);
  expect(simulations).toBe(100);
  expect(failed).toBeGreaterThan(5);
  expect(calibrated).toBe(false);
});

test("the chance of straying is exact: it is itself uniform under uniform values", () => {
  const chances = Array.from({ length: 400 }, (_, m) => {
    const random = stream(m);
    return uniformityProbability(Array.from({ length: 60 }, () => random.uniform()));
  });
  for (const level of [0.05, 0.2, 0.5, 0.8]) {
    const share = chances.filter((chance) => chance <= level).length / chances.length;
    expect(Math.abs(share - level)).toBeLessThan(4 * Math.sqrt((level * (1 - level)) / chances.length));
  }
});

test("of one value the band is where its place alone is likely: the chance of a place p is 2·min(p, 1 − p)", () => {
  for (const value of [0.0249, 0.1049, 0.4949, 0.9049])
    expect(uniformityProbability([value])).toBeCloseTo(
      Math.min(1, 2 * Math.ceil(100 * Math.min(value, 1 - value)) * 0.01),
      9,
    );
});

test("bands hold all of a uniform sample as often as they say", () => {
  const band = ecdfBand(250, 0.9);
  let held = 0;
  for (let m = 0; m < 500; m++) {
    const random = stream(1000 + m);
    const values = Float64Array.from({ length: 250 }, () => random.uniform());
    const inside = band.every(({ at, low, high }) => {
      const share = values.filter((value) => value <= at).length / 250;
      return share >= low - 1e-12 && share <= high + 1e-12;
    });
    if (inside) held++;
  }
  // The counts are whole, so the band holds at least 90 %, and a little more.
  expect(held / 500).toBeGreaterThan(0.86);
  expect(held / 500).toBeLessThan(0.96);
});
