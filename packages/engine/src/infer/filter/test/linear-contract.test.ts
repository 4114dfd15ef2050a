/**
 * On a linear system with normal noise every filter and smoother comes to what Kalman 1960 and Rauch, Tung & Striebel 1965
 * have: the unscented ones to rounding, those of members within Monte-Carlo error.
 */
import { describe, expect, test } from "vitest";
import { randomStream } from "../../../ensemble/random-stream.ts";
import type { Moments } from "../contract/filter.ts";
import { runFilter } from "../contract/run-filter.ts";
import { momentsOf } from "../ensemble/moments.ts";
import { squared } from "../linear/triangularise.ts";
import { amountScale } from "../scales/scale.ts";
import { fixedLag } from "../smooth/fixed-lag.ts";
import { unscentedSmoother } from "../smooth/unscented-smoother.ts";
import { unscentedFilter } from "../unscented/unscented-filter.ts";
import { ensembleFilters, iteratedSmoothers } from "./all-filters.ts";
import { dynamics, exactRun, observations, prior, size } from "./linear-system.ts";

const members = 8000;
const exact = exactRun();
const stream = (purpose: string) => randomStream({ seed: 20, purpose, member: 0 });

/** How far apart in units of the exact standard deviations. */
function distance(found: Moments, wanted: Moments): number {
  const sd = Float64Array.from({ length: size }, (_, i) => Math.sqrt(wanted.covariance[i * size + i]!));
  let most = 0;
  for (let i = 0; i < size; i++) {
    most = Math.max(most, Math.abs(found.mean[i]! - wanted.mean[i]!) / sd[i]!);
    for (let j = 0; j < size; j++) {
      const apart = found.covariance[i * size + j]! - wanted.covariance[i * size + j]!;
      most = Math.max(most, Math.abs(apart) / (sd[i]! * sd[j]!));
    }
  }
  return most;
}

/** What is exact for members is so within this: five standard errors of the mean or the covariance of 8000 draws. */
const within = 5 * Math.sqrt(2 / members);
/** Resampling adds to a particle filter's error what members that share an ancestor do not tell. */
const wider: Readonly<Record<string, number>> = { particle: 3 * within };
const lag = observations.length - 1;
const { "half gain": halfGain, ...others } = ensembleFilters(members, size);
/** Turning members among each other takes their number squared. */
const few = 400;
const turned = Object.entries(ensembleFilters(few, size)).filter(([name]) => name.includes("nonlinear"));
const exactInTheLimit = Object.fromEntries(
  Object.entries(others).filter(([name]) => !name.includes("nonlinear")),
);
const remembering = ensembleFilters(members, size * (lag + 1));

describe.each(Object.entries(exactInTheLimit))("%s", (name, filter) => {
  test("has Kalman's moments and evidence", () => {
    const chance = stream(name);
    const found: Moments[] = [];
    const start = { at: 0, belief: filter.begin(prior, chance) };
    const run = runFilter(filter, start, dynamics, observations, chance, ({ posterior }) =>
      found.push(filter.moments(posterior)),
    );
    const most = Math.max(...found.map((moments, k) => distance(moments, exact.filtered[k]!)));
    expect(most).toBeLessThan(wider[name] ?? within);
    expect(Math.abs(run.logEvidence - exact.logEvidence)).toBeLessThan(0.05);
  });

  test("with a lag has the moments of the smoother", () => {
    const chance = stream(`${name}, lag`);
    const smoother = fixedLag(remembering[name]!, size, lag);
    const start = { at: 0, belief: smoother.begin(prior, chance) };
    const { belief } = runFilter(smoother, start, dynamics, observations, chance);
    const most = exact.smoothed.map((wanted, k) =>
      distance(momentsOf(smoother.past(belief, lag - k)), wanted),
    );
    expect(Math.max(...most)).toBeLessThan(2 * (wider[name] ?? within));
  });
});

test.each(turned)("%s has Kalman's moments and evidence", (name, filter) => {
  const chance = stream(name);
  const found: Moments[] = [];
  const start = { at: 0, belief: filter.begin(prior, chance) };
  const run = runFilter(filter, start, dynamics, observations, chance, ({ posterior }) =>
    found.push(filter.moments(posterior)),
  );
  const most = Math.max(...found.map((moments, k) => distance(moments, exact.filtered[k]!)));
  expect(most).toBeLessThan(5 * Math.sqrt(2 / few));
  expect(Math.abs(run.logEvidence - exact.logEvidence)).toBeLessThan(0.25);
});

describe.each(Object.entries(iteratedSmoothers(members, size, lag)))("%s", (name, smoother) => {
  test("has the moments of the filter and of the smoother, and their evidence", () => {
    const chance = stream(name);
    const found: Moments[] = [];
    const start = { at: 0, belief: smoother.begin(prior, chance) };
    const run = runFilter(smoother, start, dynamics, observations, chance, ({ posterior }) =>
      found.push(smoother.moments(posterior)),
    );
    const filtered = found.map((moments, k) => distance(moments, exact.filtered[k]!));
    const smoothed = exact.smoothed.map((wanted, k) =>
      distance(momentsOf(smoother.past(run.belief, lag - k)), wanted),
    );
    expect(Math.max(...filtered)).toBeLessThan(within);
    expect(Math.max(...smoothed)).toBeLessThan(2 * within);
    expect(Math.abs(run.logEvidence - exact.logEvidence)).toBeLessThan(0.05);
  });
});

test("half the gain for deviations has Kalman's mean at first, and never less than Kalman's spread", () => {
  const chance = stream("half gain");
  const found: Moments[] = [];
  const start = { at: 0, belief: halfGain!.begin(prior, chance) };
  runFilter(halfGain!, start, dynamics, observations, chance, ({ posterior }) =>
    found.push(halfGain!.moments(posterior)),
  );
  const [first, wanted] = [found[0]!, exact.filtered[0]!];
  expect(distance({ ...wanted, mean: first.mean }, wanted)).toBeLessThan(within);
  found.forEach(({ covariance }, k) => {
    for (let i = 0; i < size; i++)
      expect(covariance[i * size + i]!).toBeGreaterThan(
        (1 - within) * exact.filtered[k]!.covariance[i * size + i]!,
      );
  });
});

describe.each([0, 1])("unscented with a centre of %d", (centre) => {
  test("is Kalman's filter to rounding", () => {
    const filter = unscentedFilter({ centre });
    const found: Moments[] = [];
    const run = runFilter(
      filter,
      { at: 0, belief: prior },
      dynamics,
      observations,
      stream("none"),
      ({ posterior }) => found.push(filter.moments(posterior)),
    );
    expect(Math.max(...found.map((moments, k) => distance(moments, exact.filtered[k]!)))).toBeLessThan(1e-12);
    expect(run.logEvidence).toBeCloseTo(exact.logEvidence, 11);
  });

  test("backward is the exact smoother to rounding", () => {
    const { smoothed } = unscentedSmoother({ at: 0, belief: prior }, dynamics, observations, { centre });
    const most = smoothed.map(({ belief: { mean, factor } }, k) =>
      distance({ mean, covariance: squared(factor, size) }, exact.smoothed[k]!),
    );
    expect(Math.max(...most)).toBeLessThan(1e-12);
  });

  test("on scales that are straight here, noise through points of its own, comes to the same", () => {
    const unit = 1e8;
    const settings = { centre, scales: Array.from({ length: size }, () => amountScale(unit)) };
    const begun = unscentedFilter(settings).begin(prior, stream("none"));
    const { smoothed, logEvidence } = unscentedSmoother(
      { at: 0, belief: begun },
      dynamics,
      observations,
      settings,
    );
    const most = smoothed.map(({ belief: { mean, factor } }, k) =>
      distance(
        { mean: mean.map((z) => unit * z), covariance: squared(factor, size).map((c) => c * unit ** 2) },
        exact.smoothed[k]!,
      ),
    );
    expect(Math.max(...most)).toBeLessThan(1e-6);
    expect(logEvidence).toBeCloseTo(exact.logEvidence, 6);
  });
});
