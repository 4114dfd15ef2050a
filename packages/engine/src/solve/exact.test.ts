/**
 * Against exact solutions: doses and infusions by superposition (Gibaldi & Perrier, Pharmacokinetics, 1982, ch. 1-3),
 * the Arenstorf orbit's period (Hairer, Nørsett & Wanner I, II.0), Lotka–Volterra's invariant.
 */
import { describe, expect, it } from "vitest";
import { model } from "../model/model.ts";
import type { MethodName } from "./methods/method.ts";
import { methods } from "./methods/methods.ts";
import type { Schedule } from "./schedule.ts";
import { simulate } from "./simulate.ts";
import { arenstorf, arenstorfPeriod, oral, predators } from "./test/models.ts";

const [ka, ke] = [1.2, 0.15];
/** Body after an oral dose, a bolus, an infusion of rate r over T; t hours since. */
const swallowed = (amount: number, t: number) =>
  t < 0 ? 0 : (amount * ka * (Math.exp(-ke * t) - Math.exp(-ka * t))) / (ka - ke);
const injected = (amount: number, t: number) => (t < 0 ? 0 : amount * Math.exp(-ke * t));
const infused = (r: number, T: number, t: number) =>
  t < 0 ? 0 : (r / ke) * (Math.exp(-ke * Math.max(0, t - T)) - Math.exp(-ke * t));

/** What flows in stays. */
const vessel = model({
  id: "vessel",
  title: "A vessel",
  reference: { citation: "made for a test" },
  use: "tests",
  status: "unvalidated",
  time: "s",
  states: { held: { is: "amount", unit: "mg", start: 0 } },
  inputs: { inflow: { is: "inflow", unit: "mg/s", default: 0 } },
  parameters: {},
  equations: "der(held) = inflow",
  outputs: {},
});

describe.each(Object.keys(methods) as MethodName[])("%s", (method) => {
  it.each([0.01, 2, 1800.7])(
    "loses nothing of an infusion of %s s on a clock that counts from 1970",
    (duration) => {
      const from = 1.7e9;
      const schedule: Schedule = [{ kind: "infuse", input: "inflow", at: from + 1, amount: 500, duration }];
      const tolerance = { relative: 1e-8, absolute: 1e-8 };
      const { states } = simulate(vessel, { from, to: from + 4000, schedule, method, tolerance });
      expect(Math.abs(states.held.at(-1)! / 500 - 1)).toBeLessThan(1e-13);
    },
  );

  it("superposes oral doses, boluses, and overlapping infusions", () => {
    const schedule: Schedule = [
      { kind: "add", state: "gut", at: 0, amount: 100 },
      { kind: "add", state: "body", at: 5.5, amount: 20 },
      { kind: "infuse", input: "drip", at: 3, amount: 30, duration: 6 },
      { kind: "dose", dose: "slow", at: 7, amount: 12 },
      { kind: "dose", dose: "steady", at: 8, amount: 25 },
      { kind: "add", state: "gut", at: 12, amount: 100 },
    ];
    const tolerance = { relative: 1e-9, absolute: 1e-9 };
    const { times, states } = simulate(oral, { schedule, to: 36, every: 0.25, method, tolerance });
    times.forEach((t, i) => {
      const exact =
        swallowed(100, t) +
        swallowed(100, t - 12) +
        injected(20, t - 5.5) +
        infused(5, 6, t - 3) +
        infused(6, 2, t - 7) +
        infused(10, 2.5, t - 8);
      expect(Math.abs(states.body[i]! - exact)).toBeLessThan(2e-7);
    });
  });

  it("comes back to the start of the Arenstorf orbit", () => {
    const tolerance = { relative: 1e-11, absolute: 1e-11 };
    const { states } = simulate(arenstorf, { to: arenstorfPeriod, method, tolerance });
    expect(Math.abs(states.x[1]! - 0.994)).toBeLessThan(1e-5);
    expect(Math.abs(states.y[1]!)).toBeLessThan(1e-4);
  });

  it("keeps the invariant of Lotka–Volterra, the closer the tighter the tolerance", () => {
    const drift = (relative: number) => {
      const { states } = simulate(predators, {
        to: 60,
        every: 0.1,
        method,
        tolerance: { relative, absolute: relative },
      });
      const level = (x: number, y: number) => x - Math.log(x) + y - Math.log(y);
      return Math.max(...states.x.map((x, i) => Math.abs(level(x, states.y[i]!) - level(0.8, 2))));
    };
    const [loose, tight] = [drift(1e-5), drift(1e-9)];
    expect(loose).toBeLessThan(1e-3);
    expect(tight).toBeLessThan(1e-7);
    expect(tight).toBeLessThan(loose / 100);
  });
});
