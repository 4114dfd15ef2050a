/**
 * The method "linear": superposition in closed form (Gibaldi & Perrier, Pharmacokinetics, 2nd ed., 1982, ch. 1-2), also
 * where absorption and elimination are equal; any linear model against integration; what it does not fit is refused.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { model } from "../../model/model.ts";
import { simulate } from "../simulate.ts";
import { oral, predators } from "../test/models.ts";
import { chain, scheduleOf } from "./test/chain.ts";

const swallowed = (ka: number, ke: number, t: number) => {
  const apart = ka - ke;
  const share = Math.abs(apart) < 1e-12 ? t : -Math.expm1(-apart * t) / apart;
  return t < 0 ? 0 : 100 * ka * Math.exp(-ke * t) * share;
};

describe.each([
  [1.2, 0.15],
  [0.3, 0.3],
  [0.3, 0.3 + 1e-9],
  [40, 1e-3],
])("absorption %d, elimination %d", (ka, ke) => {
  it("is exact to rounding at any time after any dose", () => {
    const { times, states } = simulate(oral, {
      parameters: { ka, ke },
      schedule: [0, 7.3, 24].map((at) => ({ kind: "add", state: "gut", at, amount: 100 })),
      to: 60,
      every: 0.7,
      method: "linear",
    });
    times.forEach((t, i) => {
      const exact = swallowed(ka, ke, t) + swallowed(ka, ke, t - 7.3) + swallowed(ka, ke, t - 24);
      expect(Math.abs(states.body[i]! - exact)).toBeLessThan(1e-12 * (1 + exact));
    });
  });
});

it("agrees with integration on chains with any rates, doses, infusions, settings, events and lines", () => {
  fc.assert(
    fc.property(scheduleOf({ lines: true }), fc.double({ min: 0, max: 2, noNaN: true }), (schedule, back) => {
      const common = { parameters: { back }, schedule, to: 10, every: 0.37 } as const;
      const tight = { relative: 1e-11, absolute: 1e-11 };
      const exact = simulate(chain, { ...common, method: "linear" }).outputs.level;
      const close = simulate(chain, { ...common, tolerance: tight }).outputs.level;
      exact.forEach((value, i) => {
        expect(Math.abs(value - close[i]!)).toBeLessThan(1e-8);
      });
    }),
    { numRuns: 60, seed: 3 },
  );
});

it("gives a time the same bits whatever else is wanted", () => {
  const common = {
    schedule: [{ kind: "add", state: "gut", at: 1, amount: 5 }],
    to: 9,
    method: "linear",
  } as const;
  const some = simulate(oral, { ...common, at: [4.5, 9] }).states.body;
  const many = simulate(oral, { ...common, every: 0.5 }).states.body;
  expect([many[9], many[18]]).toEqual([...some]);
});

it("refuses what is not linear, and lines that multiply a state", () => {
  expect(() => simulate(predators, { to: 1, method: "linear" })).toThrow(
    expect.objectContaining({ code: "HS1314" }),
  );
  const warmed = model({
    ...oral,
    id: "warmed",
    inputs: { warmth: { is: "factor", unit: "1", default: 1 } },
    equations: "der(gut) = -ka*gut*warmth\nder(body) = ka*gut - ke*body",
    events: {},
    doses: {},
  });
  const heat = (between: "line" | "hold") =>
    ({ kind: "signal", input: "warmth", times: [1, 3], values: [1, 2], between }) as const;
  const run = (between: "line" | "hold") =>
    simulate(warmed, { to: 5, starts: { gut: 1 }, schedule: [heat(between)], method: "linear" });
  expect(() => run("line")).toThrow(expect.objectContaining({ code: "HS1314" }));
  expect(run("hold").states.gut.at(-1)).toBeCloseTo(Math.exp(-1.2 * 5), 14);
});
