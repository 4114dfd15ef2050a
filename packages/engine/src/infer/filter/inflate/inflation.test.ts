import { describe, expect, test } from "vitest";
import { drawNormal } from "../../../ensemble/draw.ts";
import { randomStream } from "../../../ensemble/random-stream.ts";
import { squareRoot } from "../analyse/ensemble-update.ts";
import { together } from "../analyse/together.ts";
import { runFilter } from "../contract/run-filter.ts";
import { equalWeights } from "../ensemble/ensemble.ts";
import { ensembleFilter } from "../ensemble/ensemble-filter.ts";
import { momentsOf } from "../ensemble/moments.ts";
import { finiteSize } from "./finite-size.ts";
import { multiplicative, relaxedPerturbations, relaxedSpread } from "./posterior-inflation.ts";
import { rotateMembers } from "./rotate.ts";
import { spreadsOf } from "./spread.ts";
import { before, readings, walk } from "../test/random-walk.ts";

const [members, size] = [9, 3];
const stream = () => randomStream({ seed: 2, purpose: "inflation", member: 0 });
const ensemble = (scale = 1) => {
  const chance = stream();
  const x = Float64Array.from({ length: members * size }, () => 5 + scale * drawNormal(chance));
  return { size, x, weights: equalWeights(members) };
};

test("rotation keeps mean and covariance, and moves every member", () => {
  const before = ensemble();
  const turned = ensemble();
  rotateMembers(turned, stream());
  const [wanted, found] = [momentsOf(before), momentsOf(turned)];
  found.mean.forEach((mean, i) => {
    expect(mean).toBeCloseTo(wanted.mean[i]!, 12);
  });
  found.covariance.forEach((value, at) => {
    expect(value).toBeCloseTo(wanted.covariance[at]!, 12);
  });
  expect(turned.x.every((value, at) => Math.abs(value - before.x[at]!) > 1e-6)).toBe(true);
});

describe.each([
  ["multiplicative", multiplicative(1.3), 1.3],
  ["relaxation of spread", relaxedSpread(0.5), 0.5 * 1 + 0.5 * 2],
  ["relaxation of perturbations", relaxedPerturbations(0.25), 0.75 + 0.25 * 2],
] as const)("%s", (_, widen, factor) => {
  test("widens by its factor and keeps the mean", () => {
    const posterior = ensemble();
    const before = momentsOf(posterior).mean;
    const sd = spreadsOf(posterior);
    widen(posterior, ensemble(2));
    spreadsOf(posterior).forEach((value, i) => {
      expect(value / sd[i]!).toBeCloseTo(factor, 10);
    });
    momentsOf(posterior).mean.forEach((mean, i) => {
      expect(mean).toBeCloseTo(before[i]!, 10);
    });
  });
});

describe("finite size", () => {
  const factor = (residual: number, count = 20) =>
    finiteSize().factor(
      {
        count,
        strengths: new Float64Array(count).fill(1),
        residuals: new Float64Array(count).fill(residual),
        basis: new Float64Array(0),
        logEvidence: 0,
      },
      30,
    );

  test("widens a forecast that surprises, the more the more it does, and leaves one that does not", () => {
    const factors = [0, Math.SQRT2, 3, 6].map((residual) => factor(residual));
    expect(factors[0]).toBeLessThan(1.01);
    expect(factors[2]).toBeGreaterThan(1.3);
    expect(factors).toEqual(factors.toSorted((a, b) => a - b));
  });

  const restAfter = (widens: "what is observed" | "everything") => {
    const filter = ensembleFilter({ members: 20, scheme: together(squareRoot, finiteSize(1, widens)) });
    const chance = stream();
    const start = { at: 0, belief: filter.begin(before, chance) };
    const times = Array.from({ length: 5000 }, (_, k) => k + 1);
    const { belief } = runFilter(filter, start, walk, readings(times), chance);
    return filter.marginals(belief).sd[1]! / filter.marginals(start.belief).sd[1]!;
  };

  /** Chance correlations of few members narrow such a number in every ensemble filter; none widens it. */
  test("never widens a number at rest that is not read, however long the row of readings", () => {
    expect(restAfter("what is observed")).toBeLessThan(1.05);
  });

  test("widens such a number without end where it is asked to widen everything", () => {
    expect(restAfter("everything")).toBeGreaterThan(10);
  });

  test("is the minimum of its cost", () => {
    const [members, square, residual, count] = [30, 29, 3, 20];
    const free = members - 1;
    const weight = (count * (free / (square + free)) + (members - count)) / members;
    const [mean, decay] = [(members + 1) / members, members / free];
    const correction = Math.sqrt((mean / decay) ** weight);
    const cost = (l: number) =>
      (count * residual ** 2) / (l * l * square + free) +
      mean / correction / (l * l) +
      decay * correction * Math.log(l * l);
    const found = factor(residual);
    for (const other of [0.7 * found, 0.99 * found, 1.01 * found, 2 * found])
      expect(cost(found)).toBeLessThan(cost(other));
  });
});
