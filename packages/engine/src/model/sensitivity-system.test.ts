import { describe, expect, it } from "vitest";
import { compileKernel } from "../compile/compile-kernel.ts";
import { HomeostatError } from "../errors/homeostat-error.ts";
import { simulateSystem } from "../solve/simulate-system.ts";
import { lower } from "./lower.ts";
import type { ModelSpec } from "./model-spec.ts";
import { oralModel } from "../solve/dosing/test/oral-model.ts";
import { sensitivitySystem } from "./sensitivity-system.ts";
import type { System } from "./system.ts";

const source = "made up";
const about = {
  title: "x",
  reference: { citation: "none" },
  use: "tests",
  status: "unvalidated",
  inputs: {},
} as const;

/** Elimination with clearance CL from a volume V: A = D exp(-CL/V t), whose derivatives are known. */
const decay: ModelSpec = {
  ...about,
  id: "decay",
  time: "h",
  states: { A: { is: "amount", unit: "mg", start: "D" } },
  parameters: {
    CL: { is: "clearance", unit: "L/h", value: 5, source },
    V: { is: "volume", unit: "L", value: "CL*10 'h'", source },
    D: { is: "dose", unit: "mg", value: 100, source },
  },
  equations: "der(A) = -CL/V*A",
  events: { half: { is: "half and a share of D", assign: "A = A/2 + D*CL/1 'L/h'" } },
  outputs: { level: { is: "concentration", equals: "A/V", unit: "mg/L" } },
};

/** Bergman's minimal model (doi 10.1152/ajpendo.1979.236.6.E667), insulin falling from a bolus. */
const minimal: ModelSpec = {
  ...about,
  id: "minimal",
  time: "min",
  states: {
    G: { is: "glucose", unit: "mg/dL", start: "G0" },
    X: { is: "insulin action", unit: "/min", start: 0 },
  },
  parameters: {
    SG: { is: "effectiveness", unit: "/min", value: 0.026, source },
    p2: { is: "rate", unit: "/min", value: 0.025, source },
    SI: { is: "sensitivity", unit: "L/m[IU]/min", value: 5e-4, source },
    G0: { is: "start", unit: "mg/dL", value: 280, source },
    Gb: { is: "basal", unit: "mg/dL", value: 90, source },
  },
  equations: `
    I = 300 'm[IU]/L'*exp(-time/20 'min')
    der(G) = -(SG + X)*G + SG*Gb
    der(X) = -p2*(X - SI*I)
  `,
  outputs: { glucose: { is: "glucose", equals: "max(G, 60 'mg/dL')", unit: "mg/dL" } },
};

/** A dose of which a part is taken up. */
const dosed = { is: "at the site of absorption", unit: "mg", start: "F*100 'mg'" } as const;

function outputsAt(system: System, at: readonly number[]): readonly number[] {
  const tolerance = { relative: 1e-10, absolute: 1e-12 };
  const options = { from: 0, to: at.at(-1)!, at: Float64Array.from(at), tolerance };
  return simulateSystem(system, options).outputs.map((column) => column.at(-1)!);
}

function refusal(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof HomeostatError) return error.code;
    throw error;
  }
  throw new Error("nothing was refused");
}

describe("a system with its forward sensitivities", () => {
  it("gives the derivatives of the closed form, dependent defaults included", () => {
    const t = 3;
    const level = (CL: number, V: number, D: number) => (D / V) * Math.exp((-CL / V) * t);
    const independent = sensitivitySystem(lower(decay), ["CL", "V", "D"]);
    const [value, byCL, byV, byD] = outputsAt(independent, [t]);
    const exact = level(5, 50, 100);
    expect(value).toBeCloseTo(exact, 9);
    expect(byCL).toBeCloseTo((-t / 50) * exact, 9);
    expect(byV).toBeCloseTo(exact * ((5 * t) / 2500 - 1 / 50), 9);
    expect(byD).toBeCloseTo(exact / 100, 9);
    const [, total] = outputsAt(sensitivitySystem(lower(decay), ["CL"]), [t]);
    expect(total).toBeCloseTo(byCL! + 10 * byV!, 9);
  });

  it.each([
    ["minimal model", minimal, ["SG", "p2", "SI", "G0"]],
    [
      "a dose by mouth",
      { ...oralModel, id: "oral", states: { ...oralModel.states, depot: dosed } },
      ["CL", "V2", "KA", "F"],
    ],
  ] as const)("agree with central differences: %s", (_, of: ModelSpec, names) => {
    const outputs = Object.keys(of.outputs).length;
    const all = outputsAt(sensitivitySystem(lower(of), names), [40]);
    const exact = names.map((_, k) => all[(k + 1) * outputs]!);
    names.forEach((name, i) => {
      const parameter = of.parameters[name]!;
      const value = Number(parameter.value);
      const step = 1e-4 * value;
      const [high, low] = [value + step, value - step].map((changed) => {
        const parameters = { ...of.parameters, [name]: { ...parameter, value: changed } };
        return outputsAt(lower({ ...of, parameters }), [40])[0]!;
      });
      const numeric = (high! - low!) / (2 * step);
      expect(Math.abs(exact[i]! / numeric - 1)).toBeLessThan(1e-6);
    });
  });

  it("carries them over an event", () => {
    const kernel = compileKernel(sensitivitySystem(lower(decay), ["D", "CL"]));
    const y = Float64Array.of(40, 0.4, -6);
    kernel.fire(0, 0, y, Float64Array.of(5, 50, 100), new Float64Array(0));
    expect([...y]).toEqual([520, 5.2, 97]);
  });

  it("names states, outputs and units, and has a hash of its own", () => {
    const system = sensitivitySystem(lower(decay), ["CL"]);
    expect(system.states[1]).toMatchObject({ name: "d(A)/d(CL)", unit: "mg.h/L" });
    expect(system.hash).not.toBe(lower(decay).hash);
    expect(system.hash).not.toBe(sensitivitySystem(lower(decay), ["D"]).hash);
  });

  it("refuses unknown parameters, and events whose time would move", () => {
    expect(refusal(() => sensitivitySystem(lower(decay), ["Cl"]))).toBe("HS1301");
    const events = { e: { is: "", when: "A < 1 'mg'", assign: "A = 1 'mg'" } };
    expect(refusal(() => sensitivitySystem(lower({ ...decay, events }), ["CL"]))).toBe("HS1219");
  });
});
