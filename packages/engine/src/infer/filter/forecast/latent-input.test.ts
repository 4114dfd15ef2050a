import { describe, expect, test } from "vitest";
import { randomStream } from "../../../ensemble/random-stream.ts";
import { squareRoot } from "../analyse/ensemble-update.ts";
import { together } from "../analyse/together.ts";
import type { Dynamics } from "../contract/dynamics.ts";
import type { Filter } from "../contract/filter.ts";
import { inSteps } from "../contract/in-steps.ts";
import { runFilter } from "../contract/run-filter.ts";
import { ensembleFilter } from "../ensemble/ensemble-filter.ts";
import type { FilterObservation } from "../observe/observation.ts";
import { particleFilter } from "../particle/particle-filter.ts";
import { unscentedFilter } from "../unscented/unscented-filter.ts";
import { jumping, type LatentProcess, wandering, withLatent } from "./latent-input.ts";

const stream = (purpose: string) => randomStream({ seed: 12, purpose, member: 0 });

describe.each<[string, LatentProcess]>([
  ["wandering", wandering(2, 30)],
  ["jumping", jumping(0.05, 12, 8)],
])("%s", (name, process) => {
  test("draws have the moments that are told", () => {
    const chance = stream(name);
    const draws = Array.from({ length: 40_000 }, () => process.draw(10, chance));
    const mean = draws.reduce((sum, value) => sum + value, 0) / draws.length;
    const variance = draws.reduce((sum, value) => sum + (value - mean) ** 2, 0) / draws.length;
    const told = process.moments(10);
    expect(Math.abs(mean - told.mean)).toBeLessThan(5 * Math.sqrt(told.variance / draws.length));
    expect(variance / told.variance).toBeGreaterThan(0.94);
    expect(variance / told.variance).toBeLessThan(1.06);
  });

  test("two steps are one of twice the time", () => {
    const [half, whole] = [process.moments(5), process.moments(10)];
    expect(process.keep(5) ** 2).toBeCloseTo(process.keep(10), 12);
    expect(half.mean * (1 + process.keep(5))).toBeCloseTo(whole.mean, 12);
    expect(half.variance * (1 + process.keep(10))).toBeCloseTo(whole.variance, 12);
  });
});

/**
 * Glucose above its basal level, g/L·10⁻² say, that an input u raises: dG/dt = −0.02·G + u, with u unknown. A meal of 60
 * comes at minute 100 and dies away with a time of 20.
 */
const decay = 0.02;
const body: Dynamics = {
  size: 2,
  advance(x, from, to) {
    const keep = Math.exp(-decay * (to - from));
    x[0] = keep * x[0]! + ((1 - keep) / decay) * x[1]!;
  },
};
const mealAt = 100;
const [amount, lasting] = [60, 20];
const eaten = (at: number) => (at < mealAt ? 0 : amount * (1 - Math.exp(-(at - mealAt) / lasting)));
const glucose = (at: number) => {
  if (at < mealAt) return 0;
  const [slow, fast] = [Math.exp(-decay * (at - mealAt)), Math.exp(-(at - mealAt) / lasting)];
  return (amount / lasting / (1 / lasting - decay)) * (slow - fast);
};

const filters: readonly (readonly [string, Filter<unknown>])[] = [
  ["unscented", unscentedFilter() as Filter<unknown>],
  ["square root", ensembleFilter({ members: 100, scheme: together(squareRoot) }) as Filter<unknown>],
  ["particle", particleFilter({ members: 1500 }) as Filter<unknown>],
];

describe.each(filters)("a meal that nobody recorded, found by %s", (name, filter) => {
  const follow = (dynamics: Dynamics) => {
    const chance = stream(name);
    const stepped = inSteps(filter, 5);
    const noise = stream("readings");
    const readings = Array.from({ length: 40 }, (_, i): FilterObservation => {
      const at = 5 * (i + 1);
      return {
        at,
        values: Float64Array.of(glucose(at) + (noise.uniform() - 0.5) * 2),
        error: Float64Array.of(1),
        predict: (x, into) => into.fill(x[0]!),
      };
    });
    const begun = stepped.begin({ mean: new Float64Array(2), factor: Float64Array.of(0.5, 0, 0, 0) }, chance);
    let found = 0;
    const before: number[] = [];
    const run = runFilter(
      stepped,
      { at: 0, belief: begun },
      dynamics,
      readings,
      chance,
      ({ posterior }, _f, { at }) => {
        const rate = stepped.marginals(posterior).mean[1]!;
        if (at < mealAt) before.push(Math.abs(rate));
        else found += 5 * rate;
      },
    );
    return { found, before: Math.max(...before), logEvidence: run.logEvidence };
  };
  const found = follow(withLatent(body, new Map([[1, jumping(1 / 240, 50, 20)]])));

  test("its amount comes out, and nothing is found before it", () => {
    expect(found.found / eaten(200)).toBeGreaterThan(0.75);
    expect(found.found / eaten(200)).toBeLessThan(1.25);
    expect(found.before).toBeLessThan(0.75);
  });

  test("the data are far likelier than without one", () => {
    const without = follow(withLatent(body, new Map([[1, wandering(0.05, 60)]])));
    expect(found.logEvidence - without.logEvidence).toBeGreaterThan(10);
  });
});
