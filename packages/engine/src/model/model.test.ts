import { createHash } from "node:crypto";
import { describe, expect, expectTypeOf, it } from "vitest";
import { checkParameters } from "./check-parameters.ts";
import { model } from "./model.ts";
import { modelHash } from "./model-hash.ts";
import type { ModelSpec } from "./model-spec.ts";
import { sha256 } from "./sha256.ts";

const decay = model({
  id: "decay",
  title: "First-order elimination",
  reference: { citation: "none" },
  use: "tests",
  status: "unvalidated",
  time: "h",
  states: { A: { is: "amount", unit: "mg", start: 0 } },
  inputs: { R: { is: "infusion", unit: "mg/h", default: 0 } },
  parameters: {
    CL: { is: "clearance", unit: "L/h", value: 5, range: [1, 10], source: "made up" },
    V: { is: "volume", unit: "L", value: 50, source: "made up" },
  },
  equations: "der(A) = R - CL/V*A",
  doses: { dose: { is: "bolus", unit: "mg", into: "R", over: 0.5 } },
  outputs: { level: { is: "concentration", equals: "A/V", unit: "mg/L" } },
});

const hashOf = (change: Partial<Record<keyof ModelSpec, unknown>>) =>
  modelHash({ ...(decay as ModelSpec), ...change } as ModelSpec);

describe("a model", () => {
  it("keeps its names in its type", () => {
    expectTypeOf<keyof typeof decay.states>().toEqualTypeOf<"A">();
    expectTypeOf<keyof typeof decay.parameters>().toEqualTypeOf<"CL" | "V">();
    expectTypeOf<keyof NonNullable<typeof decay.doses>>().toEqualTypeOf<"dose">();
    expectTypeOf<keyof NonNullable<typeof decay.events>>().toEqualTypeOf<never>();
    expectTypeOf(decay).toExtend<ModelSpec>();
  });

  it("does not compile with a dose into an unknown input", () => {
    // @ts-expect-error Q is no input
    expect(() => model({ ...decay, doses: { dose: { is: "", unit: "mg", into: "Q", over: 1 } } })).toThrow(
      "'Q'",
    );
  });

  it("is frozen to its last leaf, and leaves the specification alone", () => {
    expect(Object.isFrozen(decay)).toBe(true);
    expect(Object.isFrozen(decay.parameters.CL.range)).toBe(true);
    const mutable = { ...decay, parameters: { ...decay.parameters } };
    model(mutable);
    expect(Object.isFrozen(mutable.parameters)).toBe(false);
  });
});

describe("the hash of a model", () => {
  it("does not see prose, comments, blanks or the order of equations", () => {
    const same = decay.states.A;
    expect(hashOf({ title: "other", id: "other", use: "other", status: "verified" })).toBe(modelHash(decay));
    expect(hashOf({ states: { A: { ...same, is: "other" } } })).toBe(modelHash(decay));
    expect(hashOf({ equations: "# why\n der( A )=R-CL/V * A" })).toBe(modelHash(decay));
  });

  it("sees every number, unit, name and equation", () => {
    const changes: Partial<Record<keyof ModelSpec, unknown>>[] = [
      { time: "min" },
      { states: { A: { is: "", unit: "g", start: 0 } } },
      { states: { A: { is: "", unit: "mg", start: 1 } } },
      { inputs: { R: { is: "", unit: "mg/h", default: 1 } } },
      { parameters: { ...decay.parameters, V: { is: "", unit: "L", value: 51, source: "" } } },
      { parameters: { V: decay.parameters.V, CL: decay.parameters.CL } },
      { equations: "der(A) = R - CL*A/V" },
      { doses: { dose: { is: "", unit: "mg", into: "R", over: 1 } } },
      {
        outputs: {
          level: { is: "", equals: "A/V", unit: "ug/mL" },
          amount: { is: "", equals: "A", unit: "mg" },
        },
      },
    ];
    const hashes = new Set([modelHash(decay), ...changes.map(hashOf)]);
    expect(hashes.size).toBe(changes.length + 1);
  });

  it("is the same for a unit written otherwise", () => {
    const outputs = { level: { is: "", equals: "A/V", unit: "ug/mL" } };
    expect(hashOf({ outputs })).toBe(modelHash(decay));
  });

  it("is SHA-256 (FIPS 180-4), as Node's own", () => {
    for (const text of [
      "",
      "abc",
      "é → 😀",
      "x".repeat(55),
      "x".repeat(56),
      "x".repeat(64),
      "y".repeat(1001),
    ])
      expect(sha256(text)).toBe(createHash("sha256").update(text).digest("hex"));
  });
});

describe("values for parameters", () => {
  it("pass when they are known and in range", () => {
    expect(checkParameters(decay, { CL: 1, V: 1e6 })).toEqual([]);
  });

  it("are all judged at once, never clamped", () => {
    const errors = checkParameters(decay, { CL: 11, Cl: 5, V: Number.NaN, toString: 1 });
    expect(errors.map((error) => error.code)).toEqual(["HS1212", "HS1211", "HS1210", "HS1211"]);
    expect(errors[1]?.cure).toContain("'CL'");
    expect(errors[0]?.message).toBe("'CL' is 11 L/h, outside of its range [1, 10].");
  });
});
