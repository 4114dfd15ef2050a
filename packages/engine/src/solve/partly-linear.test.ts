/**
 * The linear part by its matrix exponential: exact whatever the tolerance, by every method, with doses, infusions, events,
 * lines and triggers; what it does not fit is refused by name.
 */
import { describe, expect, it, vi } from "vitest";
import { simulateEnsemble } from "../ensemble/simulate-ensemble.ts";
import { lower } from "../model/lower.ts";
import { model } from "../model/model.ts";
import { linearPart } from "./linear/linear-part.ts";
import { pharmacodynamics } from "./linear/test/pharmacodynamics.ts";
import type { MethodName } from "./methods/method.ts";
import { methods } from "./methods/methods.ts";
import type { Schedule } from "./schedule.ts";
import { type SimulateOptions, simulate } from "./simulate.ts";
import { oral, predators } from "./test/models.ts";

const linear = ["depot", "centre", "edge", "site"] as const;
const stepped = ["response", "tolerance"] as const;

const schedule: Schedule = [
  { kind: "add", state: "depot", at: 0, amount: 10 },
  { kind: "dose", dose: "tablet", at: 6, amount: 5 },
  { kind: "infuse", input: "drip", at: 9, amount: 12, duration: 3.3 },
  { kind: "add", state: "response", at: 10, amount: 0.3 },
  { kind: "fire", event: "impair", at: 14 },
  { kind: "add", state: "depot", at: 14, amount: 10 },
  { kind: "set", input: "warmth", at: 15, value: 0.4 },
  { kind: "fire", event: "wash", at: 17 },
];
const common = { schedule, to: 30, every: 0.37 } as const;
type Given = Partial<SimulateOptions<string, string, string>>;
const run = (given: Given = {}) => simulate(pharmacodynamics, { ...common, linearPart: "exact", ...given });
const tight = { method: "vern7", tolerance: { relative: 1e-13, absolute: 1e-14 } } as const;
const reference = simulate(pharmacodynamics, { ...common, ...tight });

type Solved = ReturnType<typeof run>;
/** The greatest difference, as a share of the greatest value. */
function apart(one: Solved, other: Solved, names: readonly (keyof Solved["states"])[]): number {
  const shares = names.map((name) => {
    const [a, b] = [one.states[name], other.states[name]];
    const size = b.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0) / size;
  });
  return Math.max(...shares);
}

it("finds the largest closed part, and says what is in the way of the others", () => {
  const system = lower(pharmacodynamics);
  const { states, obstacles } = linearPart(system);
  expect(states.map((state) => system.states[state]!.name)).toEqual(linear);
  expect([...obstacles.keys()].map((state) => system.states[state]!.name)).toEqual(stepped);
  expect(linearPart(lower(oral)).states).toEqual([0, 1]);
});

describe.each(Object.keys(methods) as MethodName[])("with %s", (method) => {
  it.each([1e-3, 1e-6, 1e-9])(
    "is exact at a tolerance of %d, and the rest within a few of it",
    (relative) => {
      const solved = run({ method, tolerance: { relative, absolute: relative / 100 } });
      // Multistep formulas err by up to 20 tolerances at the end of a run (docs/guides/methods.md).
      const few = method === "bdf" ? 20 : 10;
      expect(apart(solved, reference, linear)).toBeLessThan(1e-12);
      expect(apart(solved, reference, stepped)).toBeLessThan(few * relative);
    },
  );

  it("takes a model that is linear as a whole", () => {
    const given = {
      schedule: [{ kind: "add", state: "gut", at: 1, amount: 9 }],
      to: 20,
      every: 0.7,
    } as const;
    const [exact, all] = [{ method, linearPart: "exact" } as const, { method: "linear" } as const].map(
      (how) => simulate(oral, { ...given, ...how }),
    );
    exact!.states.body.forEach((value, i) => {
      expect(Math.abs(value - all!.states.body[i]!)).toBeLessThan(1e-13);
    });
  });

  it("gives a time the same bits whatever else is wanted", () => {
    const some = run({ method, at: [11.1, 14, 25.9] });
    const many = run({ method, at: Array.from({ length: 301 }, (_, i) => i / 10) });
    for (const name of [...linear, ...stepped])
      expect([...some.states[name]]).toEqual([111, 140, 259].map((i) => many.states[name][i]));
    expect(some.stats).toEqual(many.stats);
  });
});

it("is the same by fixed steps", () => {
  expect(apart(run({ fixedStep: 0.5 }), reference, linear)).toBeLessThan(1e-12);
});

it("needs a small part of the explicit steps where absorption is fast, and none of it stays in the error", () => {
  const fast = { parameters: { ka: 60, ke0: 200 }, method: "tsit5" } as const;
  const exact = run(fast);
  const all = simulate(pharmacodynamics, { ...common, ...fast });
  const close = simulate(pharmacodynamics, { ...common, ...fast, ...tight });
  expect(exact.stats.steps).toBeLessThan(all.stats.steps / 5);
  expect(apart(exact, close, linear)).toBeLessThan(1e-12);
  expect(apart(exact, close, stepped)).toBeLessThan(1e-5);
});

it("follows inputs along lines where they add, and refuses them where they multiply", () => {
  const line = (input: string): Schedule => [
    ...schedule,
    { kind: "signal", input, times: [18, 20, 23], values: [0, 4, 1], between: "line" },
  ];
  const solved = run({ schedule: line("drip") });
  const close = simulate(pharmacodynamics, { ...common, ...tight, schedule: line("drip") });
  expect(apart(solved, close, linear)).toBeLessThan(1e-12);
  expect(apart(solved, close, stepped)).toBeLessThan(1e-5);
  expect(() => run({ schedule: line("warmth") })).toThrow(
    expect.objectContaining({ code: "HS1316", message: expect.stringContaining("der(depot)") }),
  );
});

const pure = (is: string, start: number) => ({ is, unit: "1", start }) as const;
const frame = {
  reference: { citation: "made for a test" },
  use: "a test",
  status: "unvalidated",
  time: "h",
  inputs: {},
  outputs: {},
} as const;

it("finds every crossing of a trigger that reads fast exact states, however slow the rest", () => {
  const swing = model({
    ...frame,
    id: "swing",
    title: "a fast swing beside a slow growth",
    states: { a: pure("swing", 0), b: pure("swing", 1), slow: pure("growth", 0.1), count: pure("turns", 0) },
    parameters: { w: { is: "turning", unit: "/h", value: 40, source: "test" } },
    equations: `
      der(a) = w*b
      der(b) = -w*a
      der(slow) = 0.1 '/h'*slow*(1 - slow)
      der(count) = 0
    `,
    events: { top: { is: "near the top", when: "a > 0.9", assign: "count = count + 1" } },
  });
  const { states } = simulate(swing, { to: 10, linearPart: "exact" });
  expect(states.count[1]).toBe(Math.floor((10 * 40 - Math.asin(0.9)) / (2 * Math.PI)) + 1);
  expect(Math.abs(states.a[1]! - Math.sin(400))).toBeLessThan(1e-12);
});

it("lets triggers change exact states, at the moment that they tell", () => {
  const { events: _events, ...still } = pharmacodynamics;
  const refilled = model({
    ...still,
    doses: {},
    id: "refilled",
    events: {
      refill: { is: "another dose", when: "centre < 0.5 'mg'", assign: "depot = depot + 5 'mg'" },
    },
  });
  const given = {
    schedule: [{ kind: "add", state: "centre", at: 0, amount: 10 }],
    to: 30,
    every: 0.5,
  } as const;
  const solved = simulate(refilled, { ...given, linearPart: "exact" });
  const close = simulate(refilled, { ...given, ...tight });
  expect(close.states.depot.filter((value) => value > 0.1).length).toBeGreaterThan(3);
  for (const name of ["centre", "response"] as const)
    solved.states[name].forEach((value, i) => {
      expect(Math.abs(value - close.states[name][i]!)).toBeLessThan(name === "centre" ? 1e-11 : 1e-5);
    });
});

it("goes together with constraints on what is stepped", () => {
  const solvedFor = model({
    ...frame,
    id: "solved-for",
    title: "a root of an exact state",
    states: { fast: pure("exact", 1), root: pure("solved for", 1), sum: pure("stepped", 0) },
    parameters: { k: { is: "rate", unit: "/h", value: 3, source: "test" } },
    equations: `
      der(fast) = k*(2 - fast)
      0 = root^3 + root - fast
      der(sum) = k*(root - 0.1*sum)
    `,
  });
  const [solved, close] = [{ linearPart: "exact" } as const, tight].map((how) =>
    simulate(solvedFor, { to: 2, every: 0.1, ...how }),
  );
  solved!.states.fast.forEach((value, i) => {
    expect(Math.abs(value - (2 - Math.exp(-0.3 * i)))).toBeLessThan(1e-13);
    expect(Math.abs(solved!.states.sum[i]! - close!.states.sum[i]!)).toBeLessThan(1e-5);
  });
});

it("gives each member of an ensemble the bits that it has alone, interpreted ones too, and tells that JavaScript ran it", () => {
  const ka = [0.5, 3, 80];
  const given = { members: 3, parameters: { ka }, ...common, linearPart: "exact", method: "tsit5" } as const;
  const { outputs, ranBy, times } = simulateEnsemble(pharmacodynamics, given);
  expect(ranBy).toEqual({ wasm: 0, javascript: 3 });
  const alone = () =>
    ka.flatMap((value) => [...run({ method: "tsit5", parameters: { ka: value } }).outputs.response]);
  expect([...outputs.response]).toEqual(alone());
  expect(outputs.response.length).toBe(3 * times.length);
  vi.stubGlobal("Function", function refused() {
    throw new EvalError("Refused to evaluate a string as JavaScript");
  });
  try {
    const { title } = pharmacodynamics;
    const same = model({ ...pharmacodynamics, id: "interpreted", title });
    expect([...simulateEnsemble(same, given).outputs.response]).toEqual([...outputs.response]);
  } finally {
    vi.unstubAllGlobals();
  }
});

it("refuses models without a linear part and says what is in its way, delays, and noise", () => {
  const refused = (message: string) =>
    expect.objectContaining({ code: "HS1316", message: expect.stringContaining(message) });
  expect(() => simulate(predators, { to: 1, linearPart: "exact" })).toThrow(refused("der(x) has x*y"));
  const one = {
    ...frame,
    title: "one",
    states: { x: pure("x", 1), z: pure("z", 1) },
    parameters: { k: { is: "rate", unit: "/h", value: 1, source: "test" } },
  } as const;
  const read = model({ ...one, id: "read", equations: "der(x) = -k*x*sin(time/1 'h')\nder(z) = -k*x" });
  expect(() => simulate(read, { to: 1, linearPart: "exact" })).toThrow(
    refused("der(x) has time, der(z) reads x"),
  );
  const delayed = model({ ...one, id: "delayed", equations: "der(x) = -k*delay(z, 1 'h')\nder(z) = -k*z" });
  expect(() => simulate(delayed, { to: 1, linearPart: "exact" })).toThrow(refused("delays"));
  const noisy = model({
    ...one,
    id: "noisy",
    equations: "der(x) = -k*x\nder(z) = -k*z",
    noise: { x: "0.1 '/h'^0.5" },
  } as never);
  expect(() => simulate(noisy, { to: 1, linearPart: "exact", noise: { seed: 1, step: 0.1 } })).toThrow(
    refused("noise"),
  );
});
