import { describe, expect, expectTypeOf, it } from "vitest";
import { interpretKernel } from "../compile/interpreter.ts";
import { HomeostatError } from "../errors/homeostat-error.ts";
import { compose } from "./compose.ts";
import { lower } from "./lower.ts";
import { model } from "./model.ts";
import type { ModelSpec } from "./model-spec.ts";
import { prefixModel, renameModel } from "./rename-model.ts";

const about = {
  id: "whole",
  title: "Whole",
  reference: { citation: "made up" },
  use: "tests",
  status: "unvalidated",
} as const;
const weight = { is: "body weight", unit: "kg", value: 70, source: "made up" } as const;

/** Glucose, moved by a plasma insulin that is given from outside. */
const body = model({
  ...about,
  id: "body",
  time: "min",
  states: { G: { is: "glucose", unit: "mg/dL", start: 100 } },
  inputs: {
    I: { is: "insulin", unit: "m[IU]/L", default: 0 },
    meal: { is: "rise", unit: "mg/dL/min", default: 0 },
  },
  parameters: { S: { is: "sensitivity", unit: "L/m[IU]/min", value: 0.001, source: "made up" }, BW: weight },
  equations: "der(G) = -S*I*G + meal",
  outputs: { glucose: { is: "glucose", equals: "G", unit: "mg/dL" } },
});

/** Insulin from a pump, cleared; its level is the variable I. */
const insulin = model({
  ...about,
  id: "insulin",
  time: "min",
  states: { Q: { is: "insulin in plasma", unit: "m[IU]", start: 0 } },
  inputs: { pump: { is: "infusion", unit: "m[IU]/min", default: 10 } },
  parameters: {
    V: { is: "volume per weight", unit: "L/kg", value: 0.1, source: "made up" },
    k: { is: "clearance", unit: "/min", value: 0.1, source: "made up" },
    BW: weight,
  },
  equations: "I = Q/(V*BW)\nder(Q) = pump - k*Q",
  doses: { bolus: { is: "insulin", unit: "m[IU]", into: "pump", over: 1 } },
  outputs: { level: { is: "plasma insulin", equals: "I", unit: "m[IU]/L" } },
});

function refusal(work: () => unknown): HomeostatError {
  try {
    work();
  } catch (error) {
    if (error instanceof HomeostatError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

const changed = (spec: ModelSpec, change: object) => ({ ...spec, ...change }) as ModelSpec;

describe("compose", () => {
  const whole = compose({ ...about, fills: ["I"] }, body, insulin);

  it("makes a filled input internal, and shares what is equal", () => {
    expect(Object.keys(whole.states)).toEqual(["G", "Q"]);
    expect(Object.keys(whole.inputs)).toEqual(["meal", "pump"]);
    expect(Object.keys(whole.parameters)).toEqual(["S", "BW", "V", "k"]);
    expect(Object.keys(whole.outputs)).toEqual(["glucose", "level"]);
  });

  it("gives the equations of both, coupled", () => {
    const kernel = interpretKernel(lower(whole));
    const p = new Float64Array(4);
    kernel.fillParameters(p, new Uint8Array(4));
    const out = new Float64Array(2);
    kernel.observe(0, Float64Array.of(100, 70), p, Float64Array.of(0, 10), out);
    expect(out[1]).toBeCloseTo(10, 12);
  });

  it("does not depend on the order of the parts but for the order of names", () => {
    const turned = compose({ ...about, fills: ["I"] }, insulin, body);
    expect(Object.keys(turned.states)).toEqual(["Q", "G"]);
  });

  it("keeps the names of its parts in its type", () => {
    expectTypeOf<keyof typeof whole.states>().toEqualTypeOf<"G" | "Q">();
    expectTypeOf<keyof typeof whole.inputs>().toEqualTypeOf<"meal" | "pump">();
    expectTypeOf<keyof NonNullable<typeof whole.doses>>().toEqualTypeOf<"bolus">();
  });

  it("refuses to join by chance, or what is not there", () => {
    const unlisted = refusal(() => compose({ ...about, fills: [] }, body, insulin));
    expect(unlisted.code).toBe("HS1215");
    expect(unlisted.cure).toContain("'I'");
    expect(refusal(() => compose({ ...about, fills: ["I", "meal"] }, body, insulin)).message).toContain(
      "'meal'",
    );
    expect(refusal(() => compose({ ...about, fills: ["I", "x"] }, body, insulin)).message).toContain("'x'");
  });

  it("refuses a port of another unit", () => {
    const other = changed(insulin, {
      equations: "I = convert(Q/(V*BW), '[IU]/L')\nder(Q) = pump - k*Q",
      outputs: {},
    });
    const error = refusal(() => compose({ ...about, fills: ["I"] }, body, other));
    expect(error.code).toBe("HS1214");
    expect(error.message).toContain("[IU]/L");
  });

  it("refuses two owners, differing values, other time, and doses into what is filled", () => {
    const heavier = changed(insulin, { parameters: { ...insulin.parameters, BW: { ...weight, value: 80 } } });
    expect(refusal(() => compose({ ...about, fills: ["I"] }, body, heavier)).message).toContain(
      "another unit or value",
    );
    expect(refusal(() => compose({ ...about, fills: [] }, body, body)).code).toBe("HS1213");
    const hourly = changed(insulin, {
      time: "h",
      inputs: { pump: { is: "", unit: "m[IU]/h", default: 1 } },
      parameters: { ...insulin.parameters, k: { is: "", unit: "/h", value: 1, source: "" } },
      doses: {},
    });
    expect(refusal(() => compose({ ...about, fills: ["I"] }, body, hourly)).message).toContain("in min");
    const dosed = changed(body, { doses: { shot: { is: "", unit: "m[IU].min/L", into: "I", over: 1 } } });
    expect(refusal(() => compose({ ...about, fills: ["I"] }, dosed, insulin)).message).toContain("'shot'");
  });
});

describe("renaming", () => {
  it("reaches every place where a name stands, and nothing else", () => {
    const renamed = renameModel(insulin, { Q: "plasma", pump: "infusion", bolus: "shot", I: "level" });
    expect(renamed.equations).toBe("level = plasma/(V*BW)\nder(plasma) = infusion - k*plasma");
    expect(renamed.doses).toEqual({ shot: { is: "insulin", unit: "m[IU]", into: "infusion", over: 1 } });
    expectTypeOf<keyof typeof renamed.states>().toEqualTypeOf<"plasma">();
  });

  it("by prefix puts two of a kind into one model, with shared names kept", () => {
    const left = prefixModel(body, "left_", ["BW", "I"]);
    const right = prefixModel(body, "right_", ["BW", "I"]);
    const both = compose({ ...about, fills: ["I"] }, left, right, insulin);
    expect(Object.keys(both.states)).toEqual(["left_G", "right_G", "Q"]);
    expectTypeOf<keyof typeof both.inputs>().toEqualTypeOf<"left_meal" | "right_meal" | "pump">();
  });

  it("refuses names that are not there, and names that clash", () => {
    expect(refusal(() => renameModel(body, { g: "glucose" })).cure).toContain("'G'");
    expect(refusal(() => renameModel(body, { G: "S" })).code).toBe("HS1202");
  });
});
