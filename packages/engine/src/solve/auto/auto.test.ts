/** The automatic method: explicit bits where nothing is stiff, an implicit one's steps where something is, and back. */
import { describe, expect, it } from "vitest";
import { compileKernel } from "../../compile/compile-kernel.ts";
import { lower } from "../../model/lower.ts";
import type { Member } from "../integrator.ts";
import { integrator } from "../make-integrator.ts";
import type { MethodName } from "../methods/method.ts";
import { simulate } from "../simulate.ts";
import { predators } from "../test/models.ts";
import { stiffSet } from "../test/stiff-set.ts";
import { isImplicit } from "./auto-stepper.ts";

const oregonator = stiffSet.find(({ model }) => model.id === "OREGO")!.model;
const tolerance = { relative: 1e-6, absolute: 1e-6 };

function begun(): Member {
  const kernel = compileKernel(lower(oregonator));
  const p = new Float64Array(kernel.parameters.length);
  const y = new Float64Array(kernel.states.length);
  kernel.fillParameters(p, new Uint8Array(p.length));
  kernel.fillStarts(y, 0, p, new Float64Array(0));
  return { y, p, step: 0 };
}

/** Every second is an edge that adds nothing. */
const edges = Array.from({ length: 40 }, (_, i) => ({
  kind: "add" as const,
  state: "x",
  at: i + 0.5,
  amount: 0,
}));

describe("auto", () => {
  it("has the bits and the work of its explicit pair where nothing is stiff", () => {
    const [auto, plain] = (["auto", "tsit5"] as const).map((method) =>
      simulate(predators, { to: 40, every: 0.5, method }),
    );
    expect(auto!.states).toEqual(plain!.states);
    expect(auto!.stats).toEqual(plain!.stats);
  });

  it("does a small part of the explicit work where something is", () => {
    const work = (method: MethodName) =>
      simulate(oregonator, { to: 40, method, tolerance, mostSteps: 1e6 }).stats.evaluations;
    expect(work("auto")).toBeLessThan(work("tsit5") / 20);
  });

  it("switches both ways in one run, and is cheaper for it than its implicit half alone in the calm", () => {
    const solver = integrator(compileKernel(lower(oregonator)), { method: "auto", tolerance });
    const member = begun();
    const bound = solver.bind([]);
    const seen = new Set<boolean>();
    for (let t = 0; t < 360; t++) {
      solver.advance(member, bound, t, t + 1);
      seen.add(isImplicit(member.mode ?? 0));
    }
    expect(seen).toEqual(new Set([true, false]));
  });

  it("goes on from an edge with the same bits, its mode being part of the member", () => {
    const make = () => integrator(compileKernel(lower(oregonator)), { method: "auto", tolerance });
    const whole = make();
    const one = begun();
    whole.advance(one, whole.bind(edges), 0, 40);
    for (const edge of [3.5, 20.5, 33.5]) {
      const first = make();
      const two = begun();
      first.advance(two, first.bind(edges), 0, edge);
      const stored = structuredClone(two);
      const second = make();
      second.advance(stored, second.bind(edges), edge, 40);
      expect(stored).toEqual(one);
    }
  });

  it("never lets steps depend on the wanted output", () => {
    const run = (at: readonly number[]) => simulate(oregonator, { to: 60, at: [...at, 60], tolerance });
    const [few, many] = [run([]), run(Array.from({ length: 200 }, (_, i) => 0.3 * i))];
    expect(many.stats).toEqual(few.stats);
    for (const name of ["x", "y", "z"]) expect(many.states[name]!.at(-1)).toBe(few.states[name]!.at(-1));
  });
});

describe("a fixed step", () => {
  const end = (fixedStep: number, method: MethodName) => {
    const { states, stats } = simulate(predators, { to: 8, method, fixedStep });
    return { x: states.x[1]!, steps: stats.steps };
  };
  const exact = simulate(predators, {
    to: 8,
    method: "vern7",
    tolerance: { relative: 1e-13, absolute: 1e-13 },
  });

  it.each(["tsit5", "dopri5", "rodas5p"] as const)(
    "has the order of %s and ends at its multiples",
    (method) => {
      const errors = [0.1, 0.05].map((step) => Math.abs(end(step, method).x - exact.states.x[1]!));
      expect(Math.log2(errors[0]! / errors[1]!)).toBeGreaterThan(4.6);
      expect(end(0.1, method).steps).toBe(80);
    },
  );

  it("is met again after an edge between two multiples", () => {
    const schedule = [{ kind: "add" as const, state: "x", at: 0.25, amount: 0 }];
    expect(simulate(predators, { to: 1, schedule, fixedStep: 0.1 }).stats.steps).toBe(11);
  });

  it("is refused where it means nothing, and so is a method that is none", () => {
    const refused = expect.objectContaining({ code: "HS1309" });
    expect(() => simulate(predators, { to: 1, fixedStep: 0 })).toThrow(refused);
    expect(() => simulate(predators, { to: 1, fixedStep: 0.1, method: "bdf" })).toThrow(refused);
    expect(() => simulate(predators, { to: 1, method: "euler" as MethodName })).toThrow(refused);
  });
});
