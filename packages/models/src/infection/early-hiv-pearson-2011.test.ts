/**
 * The chance that an infection dies out, against the branching process of Pearson, Krapivsky & Perelson 2011: by each time (its
 * backward equations) and for ever (closed form: 1/R0 of a cell that makes virions one by one; the root of
 * ρ = (1 − q + qρ)^N of one that bursts), within 3.5 standard errors. scripts/credibility/chance.ts runs the same with more members
 * (docs/credibility/chance.md).
 */
import { simulate } from "@homeostat/engine";
import { describe, expect, it } from "vitest";
import { earlyHivBurstPearson2011, earlyHivPearson2011 } from "./early-hiv-pearson-2011.ts";
import { extinctionBy, extinctionForEver } from "./test/extinction.ts";
import { clearedBy, exposures, hivExposures } from "./test/infection-study.ts";

describe("the chance to be cleared", () => {
  it.each(exposures)("of $name", (exposure) => {
    for (const { t, z } of clearedBy(exposure, 300, { seed: 12, method: "direct" }))
      expect(Math.abs(z), `day ${t}`).toBeLessThan(3.5);
  });

  it("of HIV's own numbers, in leaps", () => {
    const [exposure] = hivExposures;
    const jumps = { seed: 5, method: "tau-leaping" } as const;
    for (const { t, z } of clearedBy({ ...exposure!, at: [0.1, 0.3] }, 200, jumps))
      expect(Math.abs(z), `day ${t}`).toBeLessThan(3.5);
  });
});

it("has the published closed forms, which its equations come to in time", () => {
  const hiv = { R0: 8, N: 50_000, c: 23, delta: 1 };
  expect(extinctionForEver("continuous", hiv).I).toBeCloseTo(1 / 8, 12);
  // Of 50,000 virions each with a chance of 8/50,000 nearly a Poisson count: ρ = e^(−8(1 − ρ)).
  const burst = extinctionForEver("burst", hiv).I;
  expect(Math.abs(burst / Math.exp(-8 * (1 - burst)) - 1)).toBeLessThan(1e-3);
  expect(extinctionForEver("continuous", { ...hiv, R0: 0.9 })).toEqual({ V: 1, I: 1 });
  const small = { R0: 2, N: 20, c: 3, delta: 1 };
  for (const mode of ["continuous", "burst"] as const) {
    const [late, ever] = [extinctionBy(mode, small, 60), extinctionForEver(mode, small)];
    expect(late.I).toBeCloseTo(ever.I, 9);
    expect(late.V).toBeCloseTo(ever.V, 9);
  }
});

it("grows, without chance, as the rates say, in both modes alike", () => {
  // The larger root of (λ + δ)(λ + c + a) = p·a.
  const a = (23 * 8) / (50_000 - 8);
  const sum = 1 + 23 + a;
  const growth = (-sum + Math.sqrt(sum * sum - 4 * (23 + a - 50_000 * a))) / 2;
  for (const model of [earlyHivPearson2011, earlyHivBurstPearson2011]) {
    const { outputs } = simulate(model, { to: 4, at: [3, 4] });
    expect(Math.log(outputs.infectedCells[1]! / outputs.infectedCells[0]!)).toBeCloseTo(growth, 4);
  }
});
