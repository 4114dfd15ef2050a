/** Triggers, delays and constraints together with schedules, in every call that runs members. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileKernel } from "../compile/compile-kernel.ts";
import { simulateEnsemble } from "../ensemble/simulate-ensemble.ts";
import { lower } from "../model/lower.ts";
import { type Model, model } from "../model/model.ts";
import type { Member } from "../solve/integrator.ts";
import { integrator } from "../solve/make-integrator.ts";
import type { MethodName } from "../solve/methods/method.ts";
import { methods } from "../solve/methods/methods.ts";
import type { Schedule } from "../solve/schedule.ts";
import { simulate } from "../solve/simulate.ts";

const about = {
  title: "made for a test",
  reference: { citation: "made for a test" },
  use: "a test",
  status: "unvalidated",
  time: "h",
} as const;
const source = "test";

/** A pump that refills a tank when it falls below a level, and follows, a while later, what it held. */
const tank = model({
  ...about,
  id: "tank",
  states: {
    level: { is: "level", unit: "L", start: 10 },
    refills: { is: "how often it was filled", unit: "1", start: 0 },
    follower: { is: "follows the level of two hours ago", unit: "L", start: 10 },
    share: { is: "the root of the level", unit: "1", start: 3 },
  },
  inputs: { inflow: { is: "inflow", unit: "L/h", default: 0 } },
  parameters: {
    k: { is: "leak", unit: "/h", value: 0.2, source },
    low: { is: "refill below", unit: "L", value: 3, source },
    unit: { is: "1 L", unit: "L", value: 1, source },
  },
  equations: `
    der(level) = inflow - k*level
    der(refills) = 0 / unit * k * unit
    der(follower) = k*(delay(level, 2 'h') - follower)
    0 = share*share - level/unit
  `,
  events: {
    refill: { is: "filled to 10 L", when: "level < low", assign: "level = 10 'L'\nrefills = refills + 1" },
  },
  doses: { bottle: { is: "a bottle over half an hour", unit: "L", into: "inflow", over: 0.5 } },
  outputs: {
    level: { is: "level", equals: "level", unit: "L" },
    past: { is: "two hours ago", equals: "delay(level, 2 'h')", unit: "L" },
    share: { is: "share", equals: "share", unit: "1" },
  },
});

const tolerance = { relative: 1e-9, absolute: 1e-11 };
const bottle = (at: number, amount: number): Schedule[number] => ({
  kind: "dose",
  dose: "bottle",
  at,
  amount,
});

describe.each(Object.keys(methods) as MethodName[])("%s", (method) => {
  it("locates what the state sets off between doses, and delays see doses and refills", () => {
    const fall = Math.log(10 / 3) / 0.2;
    const doseAt = 2;
    const { times, states, outputs } = simulate(tank, {
      schedule: [bottle(doseAt, 1.5)],
      to: fall + 6,
      every: 0.125,
      method,
      tolerance,
    });
    // Inflow 3 L/h for half an hour from 10·e^(−0.4): exact until the first refill.
    const infused = (t: number) => {
      const on = Math.min(Math.max(t - doseAt, 0), 0.5);
      const gained = (3 / 0.2) * (1 - Math.exp(-0.2 * on)) * Math.exp(-0.2 * Math.max(0, t - doseAt - 0.5));
      return 10 * Math.exp(-0.2 * t) + gained;
    };
    const refill = times[states.refills.indexOf(1)]!;
    times.forEach((t, i) => {
      if (t >= refill) return;
      expect(outputs.level[i]).toBeCloseTo(infused(t), 6);
      expect(outputs.past[i]).toBeCloseTo(t < 2 ? 10 : infused(t - 2), 6);
      expect(outputs.share[i]! ** 2).toBeCloseTo(infused(t), 6);
    });
    const exact = Math.log((10 + (3 / 0.2) * (Math.exp(0.2 * 2.5) - Math.exp(0.4))) / 3) / 0.2;
    expect(Math.abs(refill - exact)).toBeLessThan(0.125);
    const after = times.length - 1;
    expect(outputs.level[after]).toBeCloseTo(10 * Math.exp(-0.2 * (times[after]! - exact)), 6);
  });

  it("goes on from an edge with the same bits, from stored data alone", () => {
    const kernel = compileKernel(lower(tank));
    const make = () => integrator(kernel, { method, doses: tank.doses ?? {} });
    fc.assert(
      fc.property(fc.double({ min: 0.5, max: 19, noNaN: true }), (edge) => {
        const schedule: Schedule = [bottle(4, 2), { kind: "set", input: "inflow", at: edge, value: 0.3 }];
        const whole = make();
        const one = begun(tank);
        whole.advance(one, whole.bind(schedule), 0, 20);
        const first = make();
        const two = begun(tank);
        first.advance(two, first.bind(schedule), 0, edge);
        const stored = structuredClone(two);
        const second = make();
        second.advance(stored, second.bind(schedule), edge, 20);
        expect([...stored.y, stored.step]).toEqual([...one.y, one.step]);
        expect(stored.memory?.triggers).toEqual(one.memory?.triggers);
      }),
      { numRuns: 15, seed: 5 },
    );
  });

  it("never lets steps or values depend on the wanted output", () => {
    const run = (at: readonly number[]) => simulate(tank, { to: 12, at: [...at, 11, 12], method });
    const plain = run([]);
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 11, noNaN: true }), { maxLength: 20 }), (wanted) => {
        const seen = run(wanted.sort((a, b) => a - b));
        expect(seen.stats).toEqual(plain.stats);
        for (const name of ["level", "past", "share"] as const)
          expect([...seen.outputs[name].slice(-2)]).toEqual([...plain.outputs[name]]);
      }),
      { numRuns: 15, seed: 6 },
    );
  });
});

function begun(spec: Model): Member {
  const kernel = compileKernel(lower(spec));
  const p = new Float64Array(kernel.parameters.length);
  const u = new Float64Array(kernel.inputs.length);
  const y = new Float64Array(kernel.states.length);
  kernel.fillParameters(p, new Uint8Array(p.length));
  kernel.fillInputs(u, p);
  kernel.fillStarts(y, 0, p, u);
  return { y, p, step: 0 };
}

it("an ensemble runs them in JavaScript, whatever backend is asked for, each member as if alone", () => {
  const k = [0.1, 0.2, 0.4];
  const options = { schedule: [bottle(1, 2)], to: 10, every: 1 };
  const all = simulateEnsemble(tank, { ...options, members: 3, parameters: { k } });
  expect(all.ranBy).toEqual({ wasm: 0, javascript: 3 });
  k.forEach((value, m) => {
    const one = simulate(tank, { ...options, parameters: { k: value } });
    for (const name of ["level", "past", "share"] as const)
      expect(all.outputs[name].slice(m * 11, m * 11 + 11)).toEqual(one.outputs[name]);
  });
});

it("a dose that pushes a state over a threshold sets off the event at that moment", () => {
  const alarm = model({
    ...about,
    id: "alarm",
    states: { x: { is: "x", unit: "mg", start: 0 }, heard: { is: "when", unit: "h", start: -1 } },
    inputs: {},
    parameters: { k: { is: "loss", unit: "/h", value: 1, source } },
    equations: "der(x) = -k*x\nder(heard) = 0*k*heard",
    events: { high: { is: "alarm", when: "x > 5 'mg'", assign: "heard = time" } },
    outputs: { heard: { is: "when", equals: "heard", unit: "h" } },
  });
  const { outputs } = simulate(alarm, {
    schedule: [
      { kind: "add", state: "x", at: 1, amount: 4 },
      { kind: "add", state: "x", at: 1.25, amount: 4 },
    ],
    to: 2,
    at: [0, 1, 1.25, 2],
  });
  expect([...outputs.heard]).toEqual([-1, -1, 1.25, 1.25]);
});

// A delayed input: what is infused from 1 to 2 arrives from 3 to 4.
it("a delay of an input follows the schedule, lines among it", () => {
  const late = model({
    ...about,
    id: "late",
    states: { total: { is: "arrived", unit: "mg", start: 0 } },
    inputs: { rate: { is: "rate", unit: "mg/h", default: 0 } },
    parameters: {},
    equations: "der(total) = delay(rate, 2 'h')",
    outputs: { total: { is: "arrived", equals: "total", unit: "mg" } },
  });
  const schedule: Schedule = [
    { kind: "infuse", input: "rate", at: 1, amount: 6, duration: 1 },
    { kind: "signal", input: "rate", times: [4, 6], values: [0, 3], between: "line" },
  ];
  const { outputs } = simulate(late, { schedule, to: 9, at: [3, 3.5, 4, 7, 8, 9], tolerance });
  [0, 3, 6, 6.75, 9, 9].forEach((value, i) => {
    expect(outputs.total[i]).toBeCloseTo(value, 4);
  });
});
