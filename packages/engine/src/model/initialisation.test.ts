import { describe, expect, it } from "vitest";
import { compileKernel } from "../compile/compile-kernel.ts";
import { interpretKernel } from "../compile/interpreter.ts";
import { solvedStarts } from "../compile/solved-starts.ts";
import { HomeostatError } from "../errors/homeostat-error.ts";
import { simulate } from "../solve/simulate.ts";
import { compose } from "./compose.ts";
import { lower } from "./lower.ts";
import { model } from "./model.ts";
import { modelHash } from "./model-hash.ts";
import { prefixModel } from "./rename-model.ts";
import { sensitivitySystem } from "./sensitivity-system.ts";

/** An amount at rest under inflow and saturable loss: VM·x/(KM + x) = inflow, so x = KM·inflow/(VM − inflow). */
const rest = {
  id: "rest",
  title: "At rest",
  reference: { citation: "by hand" },
  use: "test",
  status: "unvalidated",
  time: "h",
  states: {
    x: { is: "amount", unit: "mg", start: { guess: "KM" } },
    effect: { is: "what follows", unit: "1", start: "2*x/KM" },
  },
  inputs: { inflow: { is: "inflow", unit: "mg/h", default: 3 } },
  parameters: {
    VM: { is: "most", unit: "mg/h", value: 4, source: "by hand" },
    KM: { is: "half", unit: "mg", value: 5, source: "by hand" },
  },
  equations: `
    loss = VM*x/(KM + x)
    der(x) = inflow - loss
    der(effect) = 1 '1/h'*(2*x/KM - effect)
    initially 0 = der(x)
  `,
  outputs: { amount: { is: "amount", equals: "x", unit: "mg" } },
} as const;

const refusal = (run: () => unknown): HomeostatError => {
  try {
    run();
  } catch (error) {
    if (error instanceof HomeostatError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
};

describe("equations initially 0 = …", () => {
  it("find an open start, for each person's own parameters and inputs, and what follows from it", () => {
    for (const [VM, inflow] of [
      [4, 3],
      [10, 2],
      [3.1, 3],
    ] as const) {
      const { states } = simulate(model(rest), { parameters: { VM }, inputs: { inflow }, to: 24, every: 1 });
      const exact = (5 * inflow) / (VM - inflow);
      for (const value of states.x) expect(value / exact).toBeCloseTo(1, 10);
      for (const value of states.effect) expect(value).toBeCloseTo((2 * exact) / 5, 8);
    }
  });

  it("give way to a start that is given", () => {
    expect(simulate(model(rest), { starts: { x: 1 }, to: 1, every: 1 }).states.x[0]).toBe(1);
  });

  it("are solved to the same bits by the interpreter", () => {
    const system = lower(model(rest));
    const filled = (fill: (y: Float64Array, t: number, p: Float64Array, u: Float64Array) => void) => {
      const y = new Float64Array(2);
      fill(y, 0, Float64Array.of(4, 5), Float64Array.of(3));
      return [...y];
    };
    const interpreted = solvedStarts(system, system.initialisation!, interpretKernel(system));
    expect(filled(compileKernel(system).fillStarts)).toEqual(filled(interpreted));
  });

  it("are solved together with equations 0 = …", () => {
    const both = model({
      ...rest,
      states: { ...rest.states, free: { is: "free", unit: "mg", start: 1 } },
      equations: `
        der(x) = inflow - VM*free/(KM + free)
        der(effect) = 0
        0 = 2*free - x
        initially 0 = der(x)
      `,
    });
    const { states } = simulate(both, { to: 1, every: 1 });
    expect(states.free[0]).toBeCloseTo(15, 9);
    expect(states.x[0]).toBeCloseTo(30, 9);
  });

  it("have no solution where the loss cannot keep up, and say so", () => {
    const run = () => simulate(model(rest), { parameters: { VM: 2 }, to: 1, every: 1 });
    expect(refusal(run)).toMatchObject({ code: "HS1326", message: expect.stringContaining("x") });
  });

  it.each([
    ["HS1325", "initially 0 = KM - 4 'mg'", "start of 'x'"],
    ["HS1120", "", "0 equations initially 0 = … for 1 open starts (x)"],
    ["HS1120", "initially 0 = der(x)\ninitially 0 = x - KM", "2 equations"],
    ["HS1121", "initially 0 = der(y)", "der(y)"],
    ["HS1115", "initially 0 = x > KM", "condition"],
    ["HS1111", "initially 0 = x - inflow", "mg"],
    ["HS1101", "initially der(x) = 0", "'0'"],
  ])("are refused with %s: %s", (code, line, says) => {
    const equations = rest.equations.replace("initially 0 = der(x)", line);
    const error = refusal(() => simulate(model({ ...rest, equations }), { to: 1, every: 1 }));
    expect(error.code).toBe(code);
    expect(`${error.message} ${error.cure}`).toContain(says);
  });

  it("count in the hash, are renamed and joined", () => {
    const other = { ...rest, equations: rest.equations.replace("0 = der(x)", "0 = der(x) - 1 'mg/h'") };
    expect(modelHash(other)).not.toBe(modelHash(rest));
    const [left, right] = [prefixModel(rest, "left_"), prefixModel(rest, "right_")];
    expect(left.equations).toContain("initially 0 = der(left_x)");
    const { id, title, reference, use, status } = rest;
    const joined = compose({ id, title, reference, use, status, fills: [] }, left, right);
    expect(simulate(joined, { to: 1, every: 1 }).states.right_x[0]).toBeCloseTo(15, 9);
  });

  it("are not left out where sensitivities are asked", () => {
    expect(refusal(() => sensitivitySystem(lower(model(rest)), ["VM"])).code).toBe("HS1219");
  });
});
