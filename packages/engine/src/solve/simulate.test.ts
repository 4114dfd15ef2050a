import { describe, expect, expectTypeOf, it } from "vitest";
import { model } from "../model/model.ts";
import { simulate, trySimulate } from "./simulate.ts";
import { emptying, oral } from "./test/models.ts";

describe("simulate", () => {
  it("gives columns named as the model names them", () => {
    const solution = simulate(oral, { starts: { gut: 10 }, parameters: { V: 10 }, to: 1, every: 0.1 });
    expectTypeOf(solution.outputs).toEqualTypeOf<Readonly<Record<"level", Float64Array>>>();
    expectTypeOf(solution.states).toHaveProperty("gut");
    // @ts-expect-error: the model has no such parameter
    expect(() => simulate(oral, { parameters: { volume: 3 }, to: 1 })).toThrow("no parameter named 'volume'");
    expect(solution.times.length).toBe(11);
    expect(solution.times[10]).toBe(1);
    expect(solution.outputs.level[10]).toBe(solution.states.body[10]! / 10);
    expect(solution.parameters).toEqual({ ka: 1.2, ke: 0.15, V: 10 });
    expect(solution.model.hash).toMatch(/^[0-9a-f]{16,}$/);
  });

  it("starts and ends where it is told", () => {
    const { times } = simulate(oral, { from: 3, to: 10 });
    expect([...times]).toEqual([3, 10]);
    expect([...simulate(oral, { to: 1, every: 0.3 }).times].length).toBe(4);
    expect([...simulate(oral, { from: 2, to: 2 }).times]).toEqual([2]);
  });

  it("tells a failure as a value, with time and state", () => {
    const outcome = trySimulate(emptying, { to: 2 });
    expect(outcome.ok).toBe(false);
    if (outcome.ok) return;
    expect(outcome.error.code).toBe("HS1310");
    expect(outcome.error.details.state).toBe("x");
    expect(outcome.error.place.source).toBe("emptying");
    expect(trySimulate(oral, { to: 1, every: 0 })).toMatchObject({ ok: false, error: { code: "HS1308" } });
    expect(trySimulate(oral, { to: 1, parameters: { V: Number.NaN } })).toMatchObject({
      error: { code: "HS1302" },
    });
  });

  it.each([
    ["read by a derivative", { of: "emptied" }, "parameter", "emptied"],
    ["read by a default that is read", { of: "emptied*2" }, "parameter", "emptied"],
    ["an input's", { of: 1, inflow: "1 '/h'*emptied" }, "parameter", "emptied"],
  ] as const)("names what has no value, not the state that it spoils: %s", (_, given, kind, name) => {
    const of = model({
      ...emptying,
      id: "open",
      states: { x: { is: "x", unit: "1", start: 1 } },
      inputs: { inflow: { is: "x", unit: "/h", default: "inflow" in given ? given.inflow : 0 } },
      parameters: {
        zero: { is: "0 in the run", unit: "1", value: 1, source: "test" },
        emptied: { is: "0/0", unit: "1", value: "zero/zero", source: "test" },
        of: { is: "what is read", unit: "1", value: given.of, source: "test" },
      },
      equations: "der(x) = inflow - of*x/1 'h'",
      outputs: {},
    });
    expect(trySimulate(of, { to: 1, parameters: { zero: 0 } })).toMatchObject({
      error: { code: "HS1330", details: { kind, name, state: "x" } },
    });
  });

  it("names the state whose derivative an implicit method could not use, though every slope is finite", () => {
    const rooted = model({
      ...oral,
      id: "rooted",
      states: { ...oral.states, slow: { is: "starts at a root", unit: "1", start: 0 } },
      equations: `${oral.equations}\nder(slow) = -ka*sqrt(slow)`,
    });
    const run = (method: "tsit5" | "rodas4") => trySimulate(rooted, { to: 1, starts: { gut: 10 }, method });
    expect(run("tsit5").ok).toBe(true);
    expect(run("rodas4")).toMatchObject({ error: { code: "HS1310", details: { state: "slow", time: 0 } } });
  });
});
