import { describe, expect, it } from "vitest";
import { interpretKernel } from "../compile/interpreter.ts";
import { HomeostatError } from "../errors/homeostat-error.ts";
import { lower } from "./lower.ts";
import { model } from "./model.ts";
import type { ModelSpec } from "./model-spec.ts";

const source = "made up";

/** Bergman's minimal model (Bergman 1979, doi 10.1152/ajpendo.1979.236.6.E667, equations 1-3), to be broken in tests. */
const minimal: ModelSpec = {
  id: "minimal",
  title: "Minimal model",
  reference: { citation: "Bergman 1979" },
  use: "tests",
  status: "unvalidated",
  time: "min",
  states: {
    G: { is: "glucose", unit: "mg/dL", start: "Gb" },
    X: { is: "insulin action", unit: "/min", start: 0 },
  },
  inputs: {
    I: { is: "insulin", unit: "m[IU]/L", default: "Ib" },
    R: { is: "rise", unit: "mg/dL/min", default: 0 },
  },
  parameters: {
    SG: { is: "effectiveness", unit: "/min", value: 0.026, range: [0.005, 0.06], source },
    p2: { is: "rate", unit: "/min", value: "SG*2", source },
    SI: { is: "sensitivity", unit: "L/m[IU]/min", value: 1e-3, source },
    Gb: { is: "basal glucose", unit: "mg/dL", value: 90, source },
    Ib: { is: "basal insulin", unit: "m[IU]/L", value: 10, source },
  },
  equations: `
    der(X) = -p2*X + gain
    gain = p2*SI*(I - Ib)
    der(G) = -(SG + X)*G + SG*Gb + R
  `,
  events: { reset: { is: "back to basal", assign: "G = Gb\nX = 0" } },
  doses: { meal: { is: "glucose", unit: "mg/dL", into: "R", over: 30, fires: "reset" } },
  outputs: { glucose: { is: "glucose", equals: "convert(G, 'g/L')", unit: "g/L" } },
};

type Change = { readonly [K in keyof ModelSpec]?: unknown };
const changed = (change: Change) => ({ ...minimal, ...change }) as ModelSpec;
const withEquations = (equations: string) => changed({ equations });
const withParameter = (name: string, fields: object) =>
  changed({
    parameters: { ...minimal.parameters, [name]: { is: "x", unit: "1", value: 1, source, ...fields } },
  });

function refusal(spec: ModelSpec): HomeostatError {
  try {
    lower(spec);
  } catch (error) {
    if (error instanceof HomeostatError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

describe("a model becomes a system", () => {
  it("with starts, defaults, derivatives, outputs and events that have the values of the paper's equations", () => {
    const kernel = interpretKernel(lower(minimal));
    const p = new Float64Array(5);
    const u = new Float64Array(2);
    const y = new Float64Array(2);
    kernel.fillParameters(p, new Uint8Array(5));
    kernel.fillInputs(u, p);
    kernel.fillStarts(y, 0, p, u);
    expect([...p]).toEqual([0.026, 0.052, 1e-3, 90, 10]);
    expect([...u]).toEqual([10, 0]);
    expect([...y]).toEqual([90, 0]);
    const out = new Float64Array(1);
    kernel.observe(0, Float64Array.of(57, 0), p, u, out);
    expect(out[0]).toBe(0.57);
    const state = Float64Array.of(200, 0.1);
    kernel.fire(0, 0, state, p, u);
    expect([...state]).toEqual([90, 0]);
  });

  it("with defaults that follow an override of what they read", () => {
    const kernel = interpretKernel(lower(minimal));
    const p = Float64Array.of(0.05, 0, 0, 0, 0);
    kernel.fillParameters(p, Uint8Array.of(1, 0, 0, 0, 0));
    expect(p[1]).toBe(0.1);
  });

  it("in any order of the equations, with the same hash", () => {
    const lines = minimal.equations.trim().split("\n");
    const reversed = withEquations(lines.reverse().join("\n"));
    expect(lower(reversed).hash).toBe(lower(minimal).hash);
  });

  it("once, when it is frozen", () => {
    const frozen = model(minimal);
    expect(lower(frozen)).toBe(lower(frozen));
  });

  it("with starts that read other starts and the equations' variables", () => {
    const states = {
      G: { is: "glucose", unit: "mg/dL", start: "Gb + 2*X*1 'mg.min/dL'" },
      X: { is: "action", unit: "/min", start: "gain/p2 + 3 '/min'" },
    };
    const kernel = interpretKernel(lower(changed({ states })));
    const p = Float64Array.of(0.026, 0.052, 1e-3, 90, 10);
    const y = new Float64Array(2);
    kernel.fillStarts(y, 0, p, Float64Array.of(1010, 0));
    expect(y[1]).toBeCloseTo(4, 12);
    expect(y[0]).toBeCloseTo(98, 12);
  });
});

describe("equations are refused with place, rule and cure", () => {
  const rest = "der(X) = 0\nder(G) = 0\n";
  it.each([
    ["HS1103", `${rest}a = Gn`, 3, 5, "'G'"],
    ["HS1104", `${rest}a = 1\na = 2`, 4, 1, "line 3"],
    ["HS1104", `${rest}der(G) = 0`, 3, 5, "line 2"],
    ["HS1105", `${rest}a = b\nb = c + 1\nc = a`, 3, 1, "a, b, c"],
    ["HS1107", `${rest}der(Y) = 1`, 3, 5, "X"],
    ["HS1108", `${rest}SG = 1`, 3, 1, "parameter"],
    ["HS1109", `${rest}a = exp(1, 2)`, 3, 5, "exp"],
    ["HS1109", `${rest}a = min(1)`, 3, 5, "min"],
    ["HS1110", `${rest}a = epx(1)`, 3, 5, "'exp'"],
    ["HS1111", `${rest}a = G + 5`, 3, 7, "5 'mg/dL'"],
    ["HS1111", `${rest}a = G + convert(G, 'g/L')`, 3, 7, "convert(convert(G, 'g/L'), 'mg/dL')"],
    ["HS1111", `${rest}a = if G > 5 'mg/dL' then G else SG`, 3, 5, "differ"],
    ["HS1111", `${rest}a = G > 180`, 3, 7, "180 'mg/dL'"],
    ["HS1112", `${rest}a = exp(G)`, 3, 9, "reference value in mg/dL"],
    ["HS1112", `${rest}a = exp(G/1 'g/L')`, 3, 10, "convert(G/1 'g/L', '1')"],
    ["HS1112", `${rest}a = 2^G`, 3, 7, "reference"],
    ["HS1113", `${rest}a = G^(I/Ib)`, 3, 9, "reference"],
    ["HS1114", `der(G) = G\n der(X) = 0`, 1, 10, "differ"],
    ["HS1114", `der(G) = convert(SG*G, 'mg/dL/h')\n der(X) = 0`, 1, 10, "'mg/dL/min'"],
    ["HS1115", `${rest}a = 1 + (G > G)`, 3, 12, "comparison"],
    ["HS1115", `${rest}a = if G then 1 else 2`, 3, 8, "comparison"],
    ["HS1115", `${rest}a = not G`, 3, 9, "comparison"],
    ["HS1116", `${rest}a = 37 'Cel'`, 3, 5, "Use K"],
    ["HS1001", `${rest}a = 120 'mmHg'`, 3, 5, "'mm[Hg]'"],
    ["HS1002", `${rest}a = convert(G, 'mmol/L')`, 3, 5, "molar mass"],
  ])("%s: %s", (code, equations, line, column, cure) => {
    const error = refusal(withEquations(equations));
    expect(error.code).toBe(code);
    expect(error.place).toEqual({ source: "minimal", path: "equations", line, column });
    expect(`${error.message} ${error.cure}`).toContain(cure);
    expect(`${error.message} ${error.rule} ${error.cure}`).not.toMatch(/\{\w+\}/);
  });

  it("names the loop from its first variable round to it again", () => {
    const error = refusal(withEquations(`${rest}z = a\na = b\nb = c + 1\nc = a`));
    expect(error.message).toContain("a → b → c → a");
  });

  it("names the state that has no derivative", () => {
    const error = refusal(withEquations("der(G) = 0"));
    expect(error.code).toBe("HS1106");
    expect(error.cure).toContain("der(X) = 0");
  });

  it("takes the literal 0 for any unit, and no other number", () => {
    expect(() => lower(withEquations(`der(X) = 0\nder(G) = max(0, R)`))).not.toThrow();
    expect(refusal(withEquations(`der(X) = 0\nder(G) = max(1, R)`)).code).toBe("HS1111");
  });

  it("takes names that JavaScript knows otherwise, and does not grow with sharing", () => {
    const lines = Array.from({ length: 60 }, (_, i) => `v${i + 1} = min(v${i}, -v${i})`);
    const odd = ["constructor = 1", "toString = constructor + 1", "hasOwnProperty = toString"];
    const spec = withEquations([rest, ...odd, "v0 = SG", ...lines, "zero = 0*v60"].join("\n"));
    expect(lower(spec).graph.size).toBeLessThan(400);
  });

  it("follows chains of thousands of variables", () => {
    const chain = Array.from({ length: 5000 }, (_, i) => `v${i} = v${i + 1} + 1`).reverse();
    expect(() => lower(withEquations(`${rest}${chain.join("\n")}\nv5000 = 0`))).not.toThrow();
  });
});

describe("values are refused with the path in the model", () => {
  it.each([
    ["HS1114", withParameter("k", { unit: "/min", value: "Gb" }), "parameters.k.value"],
    ["HS1103", withParameter("k", { value: "G/Gb" }), "parameters.k.value"],
    ["HS1101", withParameter("k", { value: "1 +" }), "parameters.k.value"],
    ["HS1210", withParameter("k", { value: Number.NaN }), "parameters.k.value"],
    ["HS1210", withParameter("k", { value: "1/0" }), "parameters.k.value"],
    ["HS1001", withParameter("k", { unit: "mmHg" }), "parameters.k.unit"],
    ["HS1116", withParameter("k", { unit: "Cel" }), "parameters.k.unit"],
    ["HS1203", withParameter("k", { range: [2, 3] }), "parameters.k.range"],
    ["HS1203", withParameter("k", { value: "SG", unit: "/min", range: [1, 3] }), "parameters.k.range"],
    ["HS1203", withParameter("k", { range: [3, 0] }), "parameters.k.range"],
    ["HS1210", withParameter("k", { spread: { kind: "logNormal", cv: Number.NaN } }), "parameters.k.spread"],
    ["HS1201", withParameter("2k", {}), "parameters.2k"],
    ["HS1201", withParameter("exp", {}), "parameters.exp"],
    ["HS1202", withParameter("G", {}), "parameters.G"],
    [
      "HS1114",
      changed({ inputs: { ...minimal.inputs, I: { is: "", unit: "m[IU]/L", default: "Gb" } } }),
      "inputs.I.default",
    ],
    ["HS1114", changed({ outputs: { g: { is: "", equals: "G", unit: "mmol/L" } } }), "outputs.g"],
    ["HS1115", changed({ outputs: { g: { is: "", equals: "G > Gb", unit: "1" } } }), "outputs.g"],
    ["HS1208", changed({ events: { reset: { is: "", assign: "Gb = 1 'mg/dL'" } } }), "events.reset.assign"],
    ["HS1114", changed({ events: { reset: { is: "", assign: "G = 1" } } }), "events.reset.assign"],
    ["HS1204", changed({ doses: { meal: { ...minimal.doses!.meal, into: "Ra" } } }), "doses.meal"],
    ["HS1205", changed({ doses: { meal: { ...minimal.doses!.meal, unit: "g/L" } } }), "doses.meal"],
    ["HS1206", changed({ doses: { meal: { ...minimal.doses!.meal, rate: 1 } } }), "doses.meal"],
    ["HS1206", changed({ doses: { meal: { ...minimal.doses!.meal, over: 0 } } }), "doses.meal"],
    ["HS1207", changed({ doses: { meal: { ...minimal.doses!.meal, fires: "rest" } } }), "doses.meal"],
  ])("%s, case %#", (code, spec, path) => {
    const error = refusal(spec);
    expect(error.code).toBe(code);
    expect(error.place).toMatchObject({ source: "minimal", path });
    expect(`${error.message} ${error.rule} ${error.cure}`).not.toMatch(/\{\w+\}/);
  });

  it("names the circle of defaults and of starts", () => {
    const parameters = {
      ...minimal.parameters,
      SG: { is: "", unit: "/min", value: "p2/2", source },
    };
    const error = refusal(changed({ parameters }));
    expect(error.code).toBe("HS1209");
    expect(error.message).toContain("SG → p2 → SG");
    const states = {
      G: { is: "", unit: "mg/dL", start: "2*G" },
      X: { is: "", unit: "/min", start: 0 },
    };
    expect(refusal(changed({ states })).message).toContain("G → G");
  });
});
