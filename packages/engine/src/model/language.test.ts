import { describe, expect, it } from "vitest";
import { compileKernel } from "../compile/compile-kernel.ts";
import { interpretKernel } from "../compile/interpreter.ts";
import { HomeostatError } from "../errors/homeostat-error.ts";
import { simulateSystem } from "../solve/simulate-system.ts";
import { lower } from "./lower.ts";
import { model } from "./model.ts";
import { modelHash } from "./model-hash.ts";
import type { ModelSpec } from "./model-spec.ts";
import { prefixModel, renameModel } from "./rename-model.ts";

const source = "made up";

/** One state x in mg with rate k, to which each test adds what it is about. */
const base: ModelSpec = {
  id: "language",
  title: "Language",
  reference: { citation: "none" },
  use: "tests",
  status: "unvalidated",
  time: "h",
  states: { x: { is: "amount", unit: "mg", start: 1 } },
  inputs: {},
  parameters: { k: { is: "rate", unit: "/h", value: 0.5, source } },
  equations: "der(x) = -k*x",
  outputs: { x: { is: "amount", equals: "x", unit: "mg" } },
};
const changed = (change: Partial<Record<keyof ModelSpec, unknown>>) => ({ ...base, ...change }) as ModelSpec;
const withEquations = (...lines: string[]) => changed({ equations: ["der(x) = -k*x", ...lines].join("\n") });

function refusal(work: () => unknown): HomeostatError {
  try {
    work();
  } catch (error) {
    if (error instanceof HomeostatError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

/** The first output for x = `x`, at time `t`. */
function observed(spec: ModelSpec, x: number, t = 0): number {
  const kernel = interpretKernel(lower(spec));
  const out = new Float64Array(kernel.outputs.length);
  kernel.observe(t, Float64Array.of(x), Float64Array.of(0.5), new Float64Array(0), out);
  return out[0]!;
}

const output = (equals: string, unit = "1") => ({ value: { is: "", equals, unit } });

describe("functions of the model", () => {
  const hill = "hill(c, c50, n) = c^n/(c50^n + c^n)";

  it("are unfolded where they are called, with the unit that they have there", () => {
    const spec = changed({
      equations: `der(x) = -twice(k*x)/2\n${hill}\ntwice(a) = a + a`,
      outputs: output("twice(x)", "mg"),
    });
    expect(observed(spec, 3)).toBe(6);
    const ratio = changed({ equations: `der(x) = -k*x\n${hill}`, outputs: output("hill(x/1 'mg', 2, 3)") });
    expect(observed(ratio, 2)).toBe(0.5);
  });

  it("call each other and nest without growing: forty doublings are forty calls", () => {
    const lines = Array.from({ length: 40 }, (_, i) => `f${i + 1}(a) = f${i}(a) + f${i}(a)`);
    const spec = changed({
      equations: ["der(x) = -k*x", "f0(a) = a", ...lines].join("\n"),
      outputs: output("f40(x)", "mg"),
    });
    expect(observed(spec, 1)).toBe(2 ** 40);
  });

  it("stop where they would unfold without bound", () => {
    const lines = Array.from(
      { length: 40 },
      (_, i) => `f${i + 1}(a) = f${i}(a) + f${i}(a + ${2 ** (i % 30)})`,
    );
    const spec = changed({ equations: ["der(x) = -f40(k*x/1 'mg/h')", "f0(a) = a", ...lines].join("\n") });
    expect(refusal(() => lower(spec)).code).toBe("HS1118");
  });

  it.each([
    ["HS1117", "f(a) = g(a)\ng(a) = f(a)\ny = f(1)", "f → g → f"],
    ["HS1103", "f(a) = a*k\ny = f(1)", "reads its arguments only"],
    ["HS1109", "f(a) = a\ny = f(1, 2)", "1 argument"],
    ["HS1110", "f(a) = a\ny = gx(1)", "Known: f, "],
    ["HS1104", "f(a, a) = a", "'a'"],
    ["HS1104", "f(a) = a\nf(b) = b + b", "line 2"],
    ["HS1104", "f(a) = a\nf = 1", "'f'"],
    ["HS1201", "exp(a) = a", "'exp'"],
    ["HS1201", "f(time) = time", "'time'"],
    ["HS1201", "pi = 3", "'pi'"],
    ["HS1108", "k(a) = a", "parameter"],
    ["HS1112", "f(a) = exp(a)\ny = f(x)", "mg"],
  ])("refuses with %s: %s", (code, lines, says) => {
    const error = refusal(() => lower(withEquations(lines)));
    expect(error.code).toBe(code);
    expect(`${error.message} ${error.cure}`).toContain(says);
    expect(error.place.path).toBe("equations");
  });

  it("count in the hash, and follow a renaming but for their own arguments", () => {
    const spec = changed({ equations: "der(x) = -f(k)*x\nf(k) = k*2" });
    expect(modelHash(spec)).not.toBe(modelHash(changed({ equations: "der(x) = -f(k)*x\nf(k) = k*3" })));
    expect(renameModel(spec, { k: "rate", f: "g" }).equations).toBe("der(x) = -g(rate)*x\ng(k) = k*2");
  });
});

describe("tables", () => {
  const tables = {
    gain: {
      is: "gain over amount",
      of: "mg",
      unit: "L",
      points: [
        [0, 1],
        [2, 3],
        [4, 0],
      ],
      between: "line",
      source,
    },
  } as const;
  const spec = changed({ tables, outputs: output("gain(x)", "L") });

  it("are called like functions, hold their ends, and pass through their points", () => {
    expect([-5, 0, 1, 2, 3, 4, 9].map((x) => observed(spec, x))).toEqual([1, 1, 2, 3, 1.5, 0, 0]);
    const steps = changed({ tables: { gain: { ...tables.gain, between: "hold" } }, outputs: spec.outputs });
    expect([0, 1.99, 2, 4].map((x) => observed(steps, x))).toEqual([1, 1, 3, 0]);
  });

  it("are found among thousands of points", () => {
    const points = Array.from({ length: 5000 }, (_, i) => [i, i * i] as const);
    const many = changed({ tables: { gain: { ...tables.gain, points } }, outputs: spec.outputs });
    expect(observed(many, 1234)).toBe(1234 ** 2);
    expect(observed(many, 1234.5)).toBe((1234 ** 2 + 1235 ** 2) / 2);
  });

  it.each([
    ["HS1114", changed({ tables, outputs: output("gain(k)", "L") })],
    ["HS1114", changed({ tables, outputs: output("gain(x)", "mL") })],
    ["HS1216", changed({ tables: { gain: { ...tables.gain, points: [[0, 1]] } } })],
    [
      "HS1216",
      changed({
        tables: {
          gain: {
            ...tables.gain,
            points: [
              [0, 1],
              [0, 2],
            ],
          },
        },
      }),
    ],
    [
      "HS1216",
      changed({
        tables: {
          gain: {
            ...tables.gain,
            points: [
              [0, 1],
              [Number.NaN, 2],
            ],
          },
        },
      }),
    ],
    ["HS1202", changed({ tables: { k: tables.gain } })],
    ["HS1108", changed({ tables, equations: "der(x) = -k*x\ngain = 1" })],
    ["HS1001", changed({ tables: { gain: { ...tables.gain, of: "mmHg" } } })],
  ])("are refused with %s", (code, wrong) => {
    expect(refusal(() => lower(wrong)).code).toBe(code);
  });

  it("count in the hash and take a prefix", () => {
    const other = changed({ tables: { gain: { ...tables.gain, between: "smooth" } }, outputs: spec.outputs });
    expect(modelHash(other)).not.toBe(modelHash(spec));
    expect(prefixModel(spec, "a_").outputs.a_value?.equals).toBe("a_gain(a_x)");
  });
});

const run = { from: 0, tolerance: { relative: 1e-9, absolute: 1e-12 } };

describe("events that the state sets off", () => {
  const refill = { refill: { is: "back to 1 mg at a half", when: "x < 0.5 'mg'", assign: "x = 1 'mg'" } };
  const spec = model(changed({ events: refill }));

  it("fire at the crossing: a decay refilled at a half repeats with the half-life", () => {
    const half = Math.log(2) / 0.5;
    const at = Float64Array.of(0.5 * half, 1.5 * half, 10.5 * half);
    const { outputs } = simulateSystem(lower(spec), { ...run, to: 11 * half, at });
    for (const value of outputs[0]!) expect(value).toBeCloseTo(Math.SQRT1_2, 7);
  });

  it("are never left out in silence: a kernel says that they must be watched", () => {
    expect(compileKernel(lower(spec)).hybrid).toBeDefined();
  });

  it("wait, are withdrawn, are ranked and fire at the start where they say so", () => {
    const event = (when: object, assign: string) => ({ is: "", when, assign });
    const events = {
      later: event({ condition: "time >= 1 'h'", after: "1 'h' + 0/k" }, "x = 10 'mg'"),
      withdrawn: event(
        { condition: "time >= 1 'h' and time < 1.5 'h'", after: 1, onlyWhileTrue: true, priority: 9 },
        "x = 99 'mg'",
      ),
      first: event({ condition: "time >= 3 'h'", priority: 2 }, "x = 1 'mg'"),
      second: event({ condition: "time >= 3 'h'", priority: 1 }, "x = 2 'mg'"),
      start: event({ condition: "time < 1 'h'", atStart: true }, "x = 5 'mg'"),
    };
    const still = changed({ equations: "der(x) = 0", events });
    const at = Float64Array.of(0.5, 1.9, 2.1, 3.5);
    const { outputs } = simulateSystem(lower(still), { ...run, to: 4, at });
    expect([...outputs[0]!]).toEqual([5, 5, 10, 2]);
  });

  it("refuse a wait that is no time", () => {
    const wrong = changed({
      events: { e: { is: "", when: { condition: "x > 0", after: "x" }, assign: "x = 0" } },
    });
    expect(refusal(() => lower(wrong)).code).toBe("HS1114");
  });

  it("need a condition, count in the hash, and follow a renaming", () => {
    const wrong = changed({ events: { e: { is: "", when: "x", assign: "x = 0" } } });
    const error = refusal(() => lower(wrong));
    expect(error.code).toBe("HS1217");
    expect(error.place.path).toBe("events.e.when");
    const later = changed({ events: { refill: { ...refill.refill, when: "x < 0.4 'mg'" } } });
    expect(modelHash(later)).not.toBe(modelHash(spec));
    const waiting = changed({
      events: { refill: { ...refill.refill, when: { condition: "x < 0.5 'mg'", after: 1 } } },
    });
    expect(modelHash(waiting)).not.toBe(modelHash(spec));
    expect(renameModel(spec, { x: "A" }).events?.refill?.when).toBe("A < 0.5 'mg'");
    expect(renameModel(waiting, { x: "A" }).events?.refill?.when).toEqual({
      condition: "A < 0.5 'mg'",
      after: 1,
    });
  });
});

describe("delays", () => {
  /** x' = -k x(t - 1), x = 1 before 0, has the exact solution by steps: 1 - kt, then 1 - kt + k²(t - 1)²/2 (method of steps). */
  const spec = model(changed({ equations: "der(x) = -k*delay(x, 1 'h')" }));

  it("read what was: the method of steps", () => {
    const at = Float64Array.of(0.5, 1, 1.5, 2);
    const { outputs } = simulateSystem(lower(spec), { ...run, to: 2, at });
    const exact = [...at].map((t) => 1 - 0.5 * t + (t > 1 ? (0.25 * (t - 1) ** 2) / 2 : 0));
    exact.forEach((value, i) => {
      expect(outputs[0]![i]).toBeCloseTo(value, 7);
    });
  });

  it("are the same in a function, kept once, and are x itself in a start", () => {
    const inFunction = changed({
      equations: "der(x) = -k*past(x) - k*delay(x, 1 'h')\npast(a) = delay(a, 1 'h')",
      states: { x: { is: "", unit: "mg", start: "delay(2 'mg', 1 'h')" } },
    });
    const system = lower(inFunction);
    expect(system.delays).toHaveLength(1);
    const { outputs } = simulateSystem(system, { ...run, to: 0, at: Float64Array.of(0) });
    expect(outputs[0]![0]).toBe(2);
  });

  it("need a lag in the model's time, and an integrator that keeps the past", () => {
    expect(refusal(() => lower(withEquations("y = delay(x, 5 'min')"))).code).toBe("HS1111");
    expect(compileKernel(lower(spec)).hybrid).toBeDefined();
  });
});

describe("equations 0 = …", () => {
  /** Free drug f of a total x bound to B sites with constant K: f + B f/(K + f) = x, a quadratic in f. */
  const spec = changed({
    states: {
      x: { is: "total", unit: "mg", start: 1 },
      f: { is: "free", unit: "mg", start: 0.5 },
    },
    equations: "der(x) = -k*f\n0 = f + 2 'mg'*f/(1 'mg' + f) - x",
    outputs: { free: { is: "", equals: "f", unit: "mg" }, total: { is: "", equals: "x", unit: "mg" } },
  });

  it("are solved for the states without a derivative, all along", () => {
    const at = Float64Array.of(0, 1, 5);
    const { outputs } = simulateSystem(lower(spec), { ...run, to: 5, at });
    for (let i = 0; i < at.length; i++) {
      const total = outputs[1]![i]!;
      const b = 3 - total;
      expect(outputs[0]![i]).toBeCloseTo((Math.sqrt(b * b + 4 * total) - b) / 2, 8);
    }
    expect(outputs[1]![2]).toBeLessThan(outputs[1]![0]!);
  });

  it.each([
    ["HS1119", "der(x) = 0\n0 = f - x\n0 = f", "2 equations 0 = … for 1 states"],
    ["HS1106", "der(x) = 0", "0 = …"],
    ["HS1111", "der(x) = 0\n0 = f - k", "mg"],
    ["HS1115", "der(x) = 0\n0 = f > x", "condition"],
  ])("are refused with %s: %s", (code, equations, says) => {
    const error = refusal(() => lower({ ...spec, equations }));
    expect(error.code).toBe(code);
    expect(`${error.message} ${error.cure}`).toContain(says);
  });

  it("are never left out in silence, count in the hash, and print as they are read", () => {
    expect(compileKernel(lower(spec)).hybrid).toBeDefined();
    const other = { ...spec, equations: spec.equations.replace("2 'mg'", "3 'mg'") };
    expect(modelHash(other)).not.toBe(modelHash(spec));
    expect(renameModel(spec, { f: "free_drug" }).equations).toContain("0 = free_drug + 2 'mg'*free_drug");
  });
});
