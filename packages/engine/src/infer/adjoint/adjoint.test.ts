/** The gradient by the adjoint against closed forms and against forward sensitivities, integrated to tighter tolerance. */
import { describe, expect, it } from "vitest";
import { type Model, model } from "../../model/model.ts";
import type { Schedule } from "../../solve/schedule.ts";
import { simulate } from "../../solve/simulate.ts";
import { oralModel } from "../../solve/dosing/test/oral-model.ts";
import { adjointGradient } from "./adjoint-gradient.ts";
import type { AnyAdjointOptions, Loss } from "./adjoint-options.ts";
import { forwardGradient } from "./test/forward-gradient.ts";
import { squares } from "./test/squares.ts";

const about = {
  title: "made for a test",
  reference: { citation: "made for a test" },
  use: "a test",
  status: "unvalidated",
} as const;
const source = "test";

const last: Loss = (values, slopes) => {
  slopes[0]!.fill(0)[values[0]!.length - 1] = 1;
  return values[0]!.at(-1)!;
};

const decay = model({
  ...about,
  id: "decay",
  time: "h",
  states: { A: { is: "amount", unit: "mg", start: "D" } },
  inputs: { drip: { is: "infusion", unit: "mg/h", default: "CL*0.2 'mg/L'" } },
  parameters: {
    CL: { is: "clearance", unit: "L/h", value: 5, source },
    V: { is: "volume", unit: "L", value: "CL*10 'h'", source },
    D: { is: "dose", unit: "mg", value: 100, source },
  },
  equations: "der(A) = drip - CL/V*A",
  events: { half: { is: "half and a share of D", assign: "A = A/2 + D*CL/1 'L/h'" } },
  outputs: { level: { is: "concentration", equals: "A/V", unit: "mg/L" } },
});

/** Van der Pol's oscillator, stiff. */
const vanDerPol = model({
  ...about,
  id: "van-der-pol-adjoint",
  time: "s",
  states: { x: { is: "x", unit: "1", start: 2 }, v: { is: "v", unit: "1", start: "v0" } },
  inputs: {},
  parameters: {
    mu: { is: "stiffness", unit: "1", value: 1000, source },
    v0: { is: "start", unit: "1", value: -0.0006, source },
  },
  equations: "der(x) = v/1 's'\nder(v) = (mu*(1 - x*x)*v - x)*mu/mu/1 's'",
  outputs: { x: { is: "x", equals: "x", unit: "1" } },
});

const watched = model({
  ...about,
  id: "watched",
  time: "h",
  states: { level: { is: "level", unit: "L", start: 10 } },
  inputs: {},
  parameters: { k: { is: "leak", unit: "/h", value: 0.2, source } },
  equations: "der(level) = -k*level",
  events: { refill: { is: "refilled", when: "level < 3 'L'", assign: "level = 10 'L'" } },
  outputs: { level: { is: "level", equals: "level", unit: "L" } },
});

const worst = (found: ArrayLike<number>, exact: ArrayLike<number>) => {
  const size = Math.max(...Array.from(exact, Math.abs));
  return Math.max(
    ...Array.from(exact, (value, i) => Math.abs(found[i]! - value) / Math.max(Math.abs(value), 1e-6 * size)),
  );
};

function compared(of: Model, options: AnyAdjointOptions) {
  const values = options.parameters.map((name) => Number(of.parameters[name]!.value));
  const adjoint = adjointGradient(of, options).at(values);
  const forward = forwardGradient(of, options).at(values);
  return { adjoint, forward, worst: worst(adjoint.gradient, forward.gradient) };
}

describe("the adjoint gradient", () => {
  it("is that of the closed form, through starts, defaults that follow, and an output's own parameters", () => {
    const t = 3;
    const options = { at: [t], outputs: ["level"], loss: last, inputs: { drip: 0 } } as const;
    const level = (100 / 50) * Math.exp((-5 / 50) * t);
    const [byCL, byV, byD] = [(-t / 50) * level, level * ((5 * t) / 2500 - 1 / 50), level / 100];
    const alone = adjointGradient(decay, { ...options, parameters: ["CL", "V", "D"] }).at([5, 50, 100]);
    expect(worst(alone.gradient, [byCL, byV, byD])).toBeLessThan(1e-7);
    expect(alone.value).toBeCloseTo(level, 7);
    const following = adjointGradient(decay, { ...options, parameters: ["CL"] }).at([5]);
    expect(worst(following.gradient, [byCL + 10 * byV])).toBeLessThan(1e-7);
    const given = adjointGradient(decay, { ...options, parameters: ["CL"], fixed: { V: 50 } }).at([5]);
    expect(worst(given.gradient, [byCL])).toBeLessThan(1e-7);
  });

  it("passes through events, doses, and inputs that are at their default only at times", () => {
    const schedule: Schedule = [
      { kind: "fire", event: "half", at: 1 },
      { kind: "add", state: "A", at: 1, amount: 30 },
      { kind: "fire", event: "half", at: 1 },
      { kind: "signal", input: "drip", times: [2, 4], values: [1, 5], between: "line" },
      { kind: "infuse", input: "drip", at: 5, amount: 40, duration: 1.5 },
    ];
    const at = [0, 0.5, 1, 2.5, 4, 5.5, 8];
    const options = {
      parameters: ["CL", "V", "D"],
      schedule,
      at,
      outputs: ["level"],
      loss: squares,
    } as const;
    const run = (p: readonly number[]) => {
      const [CL = 0, V = 0, D = 0] = p;
      const tolerance = { relative: 1e-12, absolute: 1e-12 };
      const { outputs } = simulate(decay, { parameters: { CL, V, D }, schedule, at, to: 8, tolerance });
      return squares([outputs.level], [new Float64Array(at.length)]);
    };
    const { gradient, value } = adjointGradient(decay, options).at([5, 50, 100]);
    expect(value / run([5, 50, 100])).toBeCloseTo(1, 8);
    [5, 50, 100].forEach((own, k) => {
      const h = 1e-4 * own;
      const moved = (by: number) => run([5, 50, 100].map((one, i) => (i === k ? one + by : one)));
      const slope = (8 * (moved(h) - moved(-h)) - moved(2 * h) + moved(-2 * h)) / (12 * h);
      expect(Math.abs(gradient[k]! / slope - 1)).toBeLessThan(1e-7);
    });
  });

  it("agrees with forward sensitivities on two compartments with absorption", () => {
    const schedule: Schedule = [0, 12, 24].map((at) => ({ kind: "add", state: "depot", at, amount: 100 }));
    const at = Array.from({ length: 30 }, (_, i) => 1 + i);
    const parameters = ["CL", "V1", "Q", "V2", "KA"] as const;
    const options = { parameters, schedule, at, outputs: ["concentration"], loss: squares } as const;
    expect(compared(oralModel, options).worst).toBeLessThan(1e-6);
  });

  it.each(["auto", "rodas5p", "bdf"] as const)("agrees on a stiff model by %s", (method) => {
    const options = {
      parameters: ["mu", "v0"],
      at: [10, 50, 200],
      outputs: ["x"],
      loss: squares,
      method,
    } as const;
    expect(compared(vanDerPol, options).worst).toBeLessThan(1e-4);
  });

  it("has the same bits where its way does not fit and is run again from checkpoints", () => {
    const schedule: Schedule = Array.from({ length: 40 }, (_, i) => ({
      kind: "add",
      state: "A",
      at: i,
      amount: 3,
    }));
    const at = [3.5, 20.5, 39.5];
    const options = {
      parameters: ["CL", "V", "D"],
      schedule,
      at,
      outputs: ["level"],
      loss: squares,
    } as const;
    const whole = adjointGradient(decay, options).at([5, 50, 100]);
    const pieces = adjointGradient(decay, { ...options, mostKept: 40 }).at([5, 50, 100]);
    expect(whole.steps.pieces).toBe(1);
    expect(pieces.steps.pieces).toBeGreaterThan(5);
    expect([...pieces.gradient]).toEqual([...whole.gradient]);
  });

  it("refuses by name what it cannot pass through", () => {
    const options = { parameters: ["k"], at: [20], outputs: ["level"], loss: last } as const;
    expect(() => adjointGradient(watched, options)).toThrow(
      expect.objectContaining({ code: "HS1219", message: expect.stringContaining("'refill'") }),
    );
    const wrong = { ...options, parameters: ["kk"] } as unknown as typeof options;
    expect(() => adjointGradient(decay as unknown as typeof watched, wrong)).toThrow(
      expect.objectContaining({ code: "HS1301" }),
    );
  });
});
