/**
 * The machine that runs two members an instruction agrees with the reference: to the bit in V8 and SpiderMonkey
 * (whose Math.exp and Math.log are fdlibm), and the numbers of a member do not depend on its neighbour.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compilePairMachine, pairModule } from "../compile/wasm/compile-wasm.ts";
import { lower } from "../model/lower.ts";
import { model } from "../model/model.ts";
import type { MethodName } from "../solve/methods/method.ts";
import { pairs, rosenbrocks, tableaus } from "../solve/methods/methods.ts";
import type { Schedule } from "../solve/schedule.ts";
import { arenstorf, oral, predators, tangent } from "../solve/test/models.ts";
import type { EnsembleOptions } from "./ensemble-options.ts";
import { simulateEnsemble } from "./simulate-ensemble.ts";

/** A bit of every operation of the graph, with a state that only events move. */
const everything = model({
  id: "everything",
  title: "all operations",
  reference: { citation: "made for a test" },
  use: "a test",
  status: "unvalidated",
  time: "h",
  states: {
    a: { is: "a", unit: "1", start: "p" },
    b: { is: "b", unit: "1", start: 0.5 },
    held: { is: "moved by events", unit: "1", start: 1 },
  },
  inputs: { drive: { is: "drive", unit: "/h", default: "0.2*r" } },
  parameters: {
    p: { is: "p", unit: "1", value: 0.4, source: "test" },
    q: { is: "q", unit: "1", value: 2.5, source: "test" },
    r: { is: "rate", unit: "/h", value: 1, source: "test" },
  },
  equations: `
    phase = time*r
    wave = sin(phase) + cos(2*phase) + atan2(a, b + 2)
    mixed = (if phase > 4 and not (phase > 6.5 or p < -0.5) then tanh(a*q) else exp(-b*b)) - log(2 + a*a)
    steps = floor(phase) - ceil(phase/2) + mod(phase, 0.7) + sign(phase - 5) + abs(a - b)
    bounded = min(max(a, -1), b + 1) + max(b, 0.1) + sqrt(1 + a*a) + (1.5 + b*b)^q
    der(a) = r*(0.3*wave + mixed - a) + drive
    der(b) = r*(0.1*steps + 0.02*bounded - 2*b)*held
    der(held) = 0
  `,
  events: { flip: { is: "changes places", assign: "a = b\nb = a\nheld = held*0.9 + 0*drive/r" } },
  outputs: {
    a: { is: "a", equals: "a", unit: "1" },
    both: { is: "product", equals: "a*b*held + drive/r + phase/100", unit: "1" },
    jumps: {
      is: "a choice",
      equals: "if a > b and not (b > 0.8 or a < -1) then sign(b) else ceil(a)",
      unit: "1",
    },
  },
});

const items = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant("infuse" as const),
      input: fc.constant("drive"),
      at: fc.double({ min: 0, max: 9, noNaN: true }),
      amount: fc.double({ min: 0, max: 3, noNaN: true }),
      duration: fc.double({ min: 0.1, max: 4, noNaN: true }),
    }),
    fc.record({
      kind: fc.constant("set" as const),
      input: fc.constant("drive"),
      at: fc.integer({ min: 0, max: 10 }),
      value: fc.double({ min: -1, max: 1, noNaN: true }),
    }),
    fc.record({
      kind: fc.constant("fire" as const),
      event: fc.constant("flip"),
      at: fc.integer({ min: 0, max: 10 }),
    }),
    fc.record({
      kind: fc.constant("add" as const),
      state: fc.constantFrom("a", "held"),
      at: fc.integer({ min: 0, max: 10 }),
      amount: fc.double({ min: -0.2, max: 0.2, noNaN: true }),
    }),
  ),
  { maxLength: 12 },
);

/** Largest relative difference; NaN only where both are. */
function difference(a: Float64Array, b: Float64Array): number {
  let worst = 0;
  a.forEach((value, i) => {
    if (Object.is(value, b[i])) return;
    const apart = Math.abs(value - b[i]!) / Math.max(Math.abs(value), 1e-12);
    worst = apart <= worst ? worst : apart;
  });
  return worst;
}

const inMachine = (Object.keys(tableaus) as MethodName[]).filter((name) => {
  const method = tableaus[name]!;
  return "gamma" in method || method.further === undefined;
});

describe.each(inMachine)("%s", (method) => {
  it("agrees with the reference on every operation, schedule and output grid", () => {
    fc.assert(
      fc.property(items, fc.double({ min: 0.05, max: 3, noNaN: true }), (schedule: Schedule, every) => {
        const options = {
          members: 3,
          parameters: { p: [0.1, 0.9, -0.6] },
          schedule,
          to: 10,
          every,
          method,
        } as const;
        const reference = simulateEnsemble(everything, { ...options, backend: "javascript" });
        const fast = simulateEnsemble(everything, { ...options, backend: "wasm" });
        expect(fast.ranBy).toEqual({ wasm: 3, javascript: 0 });
        expect(difference(reference.outputs.a, fast.outputs.a)).toBeLessThan(1e-12);
        expect(difference(reference.outputs.both, fast.outputs.both)).toBeLessThan(1e-12);
        expect(fast.outputs.jumps).toEqual(reference.outputs.jumps);
      }),
      { numRuns: 40, seed: 1 },
    );
  });

  it("agrees on a stiff-free orbit and on doses", () => {
    const orbit = {
      members: 1,
      to: 17,
      every: 0.5,
      tolerance: { relative: 1e-9, absolute: 1e-9 },
      method,
    } as const;
    const drug: EnsembleOptions<"gut" | "body", "drip", "ka", "level"> = {
      members: 2,
      parameters: { ka: [0.5, 2] },
      schedule: (member) => [{ kind: "dose", dose: "slow", at: 1 + member, amount: 10 }],
      to: 24,
      every: 1,
      method,
    };
    const pair = <R>(run: (backend: "wasm" | "javascript") => R) => [run("javascript"), run("wasm")] as const;
    const [slow, fast] = pair((backend) => simulateEnsemble(arenstorf, { ...orbit, backend }).outputs.x);
    expect(difference(slow, fast)).toBeLessThan(1e-12);
    const [first, second] = pair((backend) => simulateEnsemble(oral, { ...drug, backend }).outputs.level);
    expect(difference(first, second)).toBeLessThan(1e-12);
  });
});

/** Robertson's kinetics; where `link` is 0 the last two states drive each other without damping. */
const stiff = model({
  id: "stiff",
  title: "stiff kinetics",
  reference: { citation: "Robertson HH. The solution of a set of reaction rate equations. 1966" },
  use: "a test",
  status: "unvalidated",
  time: "s",
  states: {
    a: { is: "a", unit: "1", start: 1 },
    b: { is: "b", unit: "1", start: 0 },
    c: { is: "c", unit: "1", start: 0 },
    v: { is: "swings", unit: "1", start: 1 },
    w: { is: "against", unit: "1", start: 0 },
  },
  inputs: { k: { is: "rate", unit: "/s", default: 0.04 } },
  parameters: {
    fast: { is: "rate", unit: "/s", value: 3e7, source: "test" },
    swing: { is: "frequency", unit: "/s", value: 0, source: "test" },
  },
  equations: `
    ab = k*a - 1e4 '/s'*b*c
    der(a) = -ab
    der(b) = ab - fast*b^2 + 1e-6 '/s'*sin(0.1 '/s'*time)*a
    der(c) = fast*b^2
    der(v) = swing*1e7*w
    der(w) = -swing*1e-7*v
  `,
  outputs: { b: { is: "b", equals: "b", unit: "1" }, v: { is: "v", equals: "v", unit: "1" } },
});

describe.each(Object.values(rosenbrocks))("$name, stiff", ({ name: method }) => {
  const run = (backend: "wasm" | "javascript", swing: readonly number[]) =>
    simulateEnsemble(stiff, {
      members: 5,
      parameters: { fast: [3e7, 1e7, 9e7, 3e7, 5e6], swing },
      schedule: (member) => [{ kind: "set", input: "k", at: 30 + member, value: 0.02 }],
      to: 4e4,
      at: [0.4, 40, 4e3, 4e4],
      tolerance: { relative: 1e-6, absolute: 1e-10 },
      method,
      backend,
    });

  it("gives what the reference gives", () => {
    const still = [0, 0, 0, 0, 0];
    const fast = run("wasm", still);
    expect(fast.failures).toEqual([]);
    expect(fast.ranBy).toEqual({ wasm: 5, javascript: 0 });
    expect(difference(run("javascript", still).outputs.b, fast.outputs.b)).toBeLessThan(1e-12);
  });

  it("leaves members whose pivots must change to the reference", () => {
    const swing = [0, 1e9, 0, 0, 0];
    const fast = run("wasm", swing);
    expect(fast.ranBy.wasm).toBe(4);
    expect(fast.outputs).toEqual(run("javascript", swing).outputs);
  });
});

describe("lanes", () => {
  it("give a member the same bits alone, beside any neighbour, and in either lane", () => {
    const rates = [0.3, 2.2, 0.9, 1.4, 3.1];
    const run = (rate: readonly number[]) =>
      simulateEnsemble(predators, {
        members: rate.length,
        parameters: { rate },
        to: 9,
        every: 0.4,
        backend: "wasm",
      });
    const together = run(rates).outputs.both;
    const backward = run(rates.toReversed()).outputs.both;
    const rows = together.length / rates.length;
    rates.forEach((rate, m) => {
      const own = together.slice(m * rows, (m + 1) * rows);
      expect(run([rate]).outputs.both).toEqual(own);
      expect(backward.slice((4 - m) * rows, (5 - m) * rows)).toEqual(own);
    });
  });

  it("go over edges that change nothing as the reference does, which begins anew there", () => {
    const run = (backend: "wasm" | "javascript") =>
      simulateEnsemble(predators, {
        members: 3,
        parameters: { rate: [0.3, 2.2, 0.9] },
        schedule: (member) =>
          Array.from({ length: 30 }, (_, i) => ({
            kind: "add",
            state: "x",
            at: 0.3 * i + 0.01 * member,
            amount: i === 20 ? 0.5 : 0,
          })),
        to: 9,
        every: 0.4,
        backend,
      }).outputs;
    expect(run("wasm")).toEqual(run("javascript"));
  });

  it("leave members whose input follows a line, and those that fail, to the reference", () => {
    const schedule: Schedule = [
      { kind: "signal", input: "fed", times: [1, 2, 3], values: [0, 1, 0], between: "line" },
    ];
    const mixed = simulateEnsemble(predators, {
      members: 4,
      schedule: (member) => (member % 2 === 0 ? schedule : []),
      to: 5,
      backend: "wasm",
    });
    expect(mixed.ranBy).toEqual({ wasm: 2, javascript: 2 });
    const poles = simulateEnsemble(tangent, {
      members: 3,
      parameters: { k: [0.1, 1, 0.2] },
      to: 2,
      every: 1,
      backend: "wasm",
    });
    const reference = simulateEnsemble(tangent, {
      members: 3,
      parameters: { k: [0.1, 1, 0.2] },
      to: 2,
      every: 1,
      backend: "javascript",
    });
    expect(poles.failures.map(({ member, error }) => [member, error.code])).toEqual(
      reference.failures.map(({ member, error }) => [member, error.code]),
    );
    expect(poles.outputs.x).toEqual(reference.outputs.x);
  });

  it("leave steps of a fixed length to the reference", () => {
    const run = (backend: "wasm" | "javascript") =>
      simulateEnsemble(predators, { members: 2, to: 3, every: 1, fixedStep: 0.3, backend });
    expect(run("wasm").ranBy).toEqual({ wasm: 0, javascript: 2 });
    expect(run("wasm").outputs).toEqual(run("javascript").outputs);
  });

  it("stop when asked to, in the middle of a member", () => {
    let asked = 0;
    const signal = {
      get aborted() {
        return ++asked > 2;
      },
    };
    expect(() =>
      simulateEnsemble(predators, { members: 2, to: 1e7, mostSteps: 1e9, signal, backend: "wasm" }),
    ).toThrow(expect.objectContaining({ code: "HS1313" }));
  });
});

describe("the module", () => {
  it("is small, and made anew it is the same, byte by byte", () => {
    const make = () => pairModule(lower(everything), pairs.tsit5, [0, 1]).bytes;
    expect(make()).toEqual(make());
    expect(make().length).toBeLessThan(40_000);
  });

  it("is not made for an implicit method where its elimination is too long to write out", () => {
    const states = Object.fromEntries(
      Array.from({ length: 61 }, (_, i) => [`x${i}`, { is: "one of many", unit: "1", start: 1 }]),
    );
    const parameters = { k: { is: "rate", unit: "/h", value: 1, source: "test" } };
    const equations = Object.keys(states)
      .map((name) => `der(${name}) = -k*${name}`)
      .join("\n");
    const many = model({
      ...everything,
      id: "many",
      states,
      inputs: {},
      parameters,
      equations,
      events: {},
      outputs: {},
    });
    expect(compilePairMachine(lower(many), rosenbrocks.rodas4, [])).toBeUndefined();
    expect(compilePairMachine(lower(many), pairs.tsit5, [])).toBeDefined();
  });

  it("is not made where there is no WebAssembly", () => {
    const own = globalThis as { WebAssembly?: unknown };
    const { WebAssembly } = own;
    delete own.WebAssembly;
    try {
      expect(compilePairMachine(lower(oral), pairs.tsit5, [0])).toBeUndefined();
    } finally {
      own.WebAssembly = WebAssembly;
    }
  });
});
