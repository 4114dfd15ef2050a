import fc from "fast-check";
import { expect, test } from "vitest";
import { normalProbability } from "../ensemble/normal-distribution.ts";
import { normalQuantile } from "../ensemble/normal-quantile.ts";
import { normalMixtureQuantiles } from "./normal-mixture.ts";

const levels = [0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975];

test("of one normal, its own quantiles", () => {
  const found = normalMixtureQuantiles(Float64Array.of(120), Float64Array.of(10), Float64Array.of(1), levels);
  found.forEach((value, i) => {
    expect(value).toBeCloseTo(120 + 10 * normalQuantile(levels[i]!), 4);
  });
});

test("of any mixture, where its distribution function reaches the levels; ascending", () => {
  const member = fc.record({
    mean: fc.double({ min: -500, max: 500, noNaN: true }),
    sd: fc.double({ min: 0.1, max: 80, noNaN: true }),
  });
  fc.assert(
    fc.property(fc.array(member, { minLength: 1, maxLength: 40 }), (members) => {
      const weights = Float64Array.from(members, () => 1 / members.length);
      const means = Float64Array.from(members, ({ mean }) => mean);
      const deviations = Float64Array.from(members, ({ sd }) => sd);
      const found = normalMixtureQuantiles(means, deviations, weights, levels);
      found.forEach((x, i) => {
        const reached = members.reduce(
          (sum, { mean, sd }) => sum + normalProbability((x - mean) / sd) / members.length,
          0,
        );
        expect(reached).toBeCloseTo(levels[i]!, 3);
        if (i > 0) expect(x).toBeGreaterThanOrEqual(found[i - 1]!);
      });
    }),
  );
});

test("members without any uncertainty of their own are the sample itself", () => {
  const means = Float64Array.of(1, 2, 3, 4, 5);
  const found = normalMixtureQuantiles(means, new Float64Array(5), new Float64Array(5).fill(0.2), [0.5]);
  expect(found[0]).toBe(3);
});
