/** Bateman 1910 in closed form, with the published typical values: highest after ln(KA/KE)/(KA − KE) = 1.96 h. */
import { simulate } from "@homeostat/engine";
import { expect, test } from "vitest";
import { theophyllineBoeckmann1994 } from "./theophylline-boeckmann-1994.ts";

test("a dose of 4.5 mg/kg follows the closed form", () => {
  const [ka, ke, cl] = [0.4515, -2.4327, -3.2145].map(Math.exp) as [number, number, number];
  const schedule = [{ kind: "add", state: "depot", at: 0, amount: 4.5 }] as const;
  const { times, outputs } = simulate(theophyllineBoeckmann1994, {
    schedule,
    to: 24,
    every: 0.5,
    tolerance: { relative: 1e-10, absolute: 1e-12 },
  });
  for (const [i, t] of times.entries()) {
    const level = ((4.5 * ke * ka) / (cl * (ka - ke))) * (Math.exp(-ke * t) - Math.exp(-ka * t));
    expect(Math.abs(outputs.concentration[i]! - level)).toBeLessThan(1e-8);
  }
  const peak = outputs.concentration.indexOf(Math.max(...outputs.concentration));
  expect(times[peak]).toBe(2);
});
