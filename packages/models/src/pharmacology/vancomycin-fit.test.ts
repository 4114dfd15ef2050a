/** A person whose true parameters are known is found again from levels that carry little noise. */
import { simulate } from "@homeostat/engine";
import { mapEstimate, prepareModel, type Subject, spreadEffects } from "@homeostat/engine/infer";
import { expect, test } from "vitest";
import { vancomycinGoti2018 } from "./vancomycin-goti-2018.ts";

const truth = { CL: 3.2, V1: 41, V2: 55 };
const times = [1.5, 4, 11.9, 25, 35.9, 60];
const schedule = Array.from(
  { length: 5 },
  (_, i) => ({ kind: "infuse", input: "infusion", at: 12 * i, amount: 1250, duration: 1 }) as const,
);
const inputs = Float64Array.from(Object.values(vancomycinGoti2018.inputs), (input) => Number(input.default));
const dose = { state: 0, amount: 1250, rate: 1250, interval: 12, additional: 4, steadyState: "no" } as const;
const observations = [{ prediction: "concentration", variance: "concentrationVariance" }];

function observed(): Subject {
  const tolerance = { relative: 1e-10, absolute: 1e-10 };
  const { outputs } = simulate(vancomycinGoti2018, {
    parameters: truth,
    schedule,
    to: 60,
    every: 0.1,
    tolerance,
  });
  const record = { inputs, reset: false };
  return {
    id: "1",
    records: [
      { ...record, time: 0, observed: false, dose },
      ...times.map((time) => ({ ...record, time, observed: true })),
    ],
    measurements: times.map((time, i) => ({
      record: i + 1,
      of: 0,
      value: outputs.concentration[Math.round(time * 10)]!,
      limit: "none",
    })),
  };
}

test("six exact levels give the parameters back; the usual noise leaves them between truth and the typical", () => {
  const exact = { proportional: 1e-4, additive: 1e-4 };
  const fit = (parameters: Readonly<Record<string, number>>) => {
    const mixed = spreadEffects(vancomycinGoti2018, { observations, parameters });
    const { effects, converged, learned } = mapEstimate(prepareModel(mixed), observed());
    expect(converged).toBe(true);
    const found = mixed.effects.map((name, k) => [name, mixed.scales![k]!.fromFree(effects[k]!)]);
    return { found: Object.fromEntries(found) as typeof truth, learned };
  };
  const sharp = fit(exact);
  for (const [name, value] of Object.entries(truth))
    expect(sharp.found[name as keyof typeof truth] / value).toBeCloseTo(1, 4);
  for (const share of sharp.learned) expect(share).toBeGreaterThan(0.99);
  const usual = fit({});
  expect(usual.found.CL).toBeGreaterThan(3.1);
  expect(usual.found.CL).toBeLessThan(4.5);
  expect(usual.learned[2]).toBeLessThan(sharp.learned[2]!);
});

test("a prior of one's own takes the place of a spread, here a gamma with the same median and CV", () => {
  const gamma = { kind: "gamma", shape: 6, scale: 4.75 / 6 } as const;
  const own = spreadEffects(vancomycinGoti2018, { observations, priors: { CL: gamma } });
  const usual = spreadEffects(vancomycinGoti2018, { observations });
  const [one, other] = [own, usual].map((mixed) => {
    const { effects } = mapEstimate(prepareModel(mixed), observed());
    return mixed.scales![0]!.fromFree(effects[0]!);
  });
  expect(Math.abs(one! / other! - 1)).toBeLessThan(0.02);
  expect(one).not.toBe(other);
});
