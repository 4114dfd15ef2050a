import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Spread } from "../model/model-spec.ts";
import { distributionOf } from "./distribution.ts";
import { randomStream } from "./random-stream.ts";

const spreads: readonly [Spread, number][] = [
  [{ kind: "normal", sd: 2 }, 5],
  [{ kind: "logNormal", cv: 0.5 }, 3],
  [{ kind: "logitNormal", sd: 0.7, low: 0.2, high: 1 }, 0.8],
  [{ kind: "uniform", low: -1, high: 4 }, 1.5],
];

describe.each(spreads)("%o around %d", (spread, median) => {
  const distribution = distributionOf(spread, median);

  it("has the parameter's value as its median", () => {
    expect(distribution.quantile(0.5)).toBeCloseTo(median, 12);
  });

  it("goes to the free scale and back", () => {
    fc.assert(
      fc.property(fc.double({ min: -5, max: 5, noNaN: true }), (z) => {
        expect(distribution.toFree(distribution.fromFree(z))).toBeCloseTo(z, 6);
      }),
      { numRuns: 100, seed: 1 },
    );
  });

  it("has a density that is the slope of its probability", () => {
    for (const probability of [0.05, 0.3, 0.5, 0.8, 0.99]) {
      const value = distribution.quantile(probability);
      const step = 1e-6;
      const slope =
        (2 * step) / (distribution.quantile(probability + step) - distribution.quantile(probability - step));
      expect(distribution.density(value) / slope).toBeCloseTo(1, 4);
    }
  });

  it("samples as its quantiles say", () => {
    const stream = randomStream({ seed: 5, purpose: spread.kind, member: 0 });
    const quarter = distribution.quantile(0.25);
    let below = 0;
    for (let i = 0; i < 10_000; i++) if (distribution.sample(stream) < quarter) below++;
    expect(Math.abs(below / 10_000 - 0.25)).toBeLessThan(0.022);
    expect(stream.position.drawn).toBe(10_000);
  });
});

it("has no density outside its support", () => {
  expect(distributionOf({ kind: "logNormal", cv: 1 }, 2).density(-1)).toBe(0);
  expect(distributionOf({ kind: "uniform", low: 0, high: 1 }, 0.5).density(2)).toBe(0);
});
