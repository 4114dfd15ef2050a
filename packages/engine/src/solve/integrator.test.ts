import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileKernel } from "../compile/compile-kernel.ts";
import { lower } from "../model/lower.ts";
import type { Member } from "./integrator.ts";
import { type IntegratorOptions, integrator } from "./make-integrator.ts";
import type { MethodName } from "./methods/method.ts";
import { methods } from "./methods/methods.ts";
import type { Schedule } from "./schedule.ts";
import { emptying, oral, predators, tangent } from "./test/models.ts";

const kernelOf = (spec: Parameters<typeof lower>[0]) => compileKernel(lower(spec));

function start(spec: Parameters<typeof lower>[0]): Member {
  const kernel = kernelOf(spec);
  const [y, p, u] = [kernel.states, kernel.parameters, kernel.inputs].map(
    (names) => new Float64Array(names.length),
  ) as [Float64Array, Float64Array, Float64Array];
  kernel.fillParameters(p, new Uint8Array(p.length));
  kernel.fillInputs(u, p);
  kernel.fillStarts(y, 0, p, u);
  return { y, p, step: 0 };
}

const times = fc.array(fc.double({ min: 0, max: 20, noNaN: true }), { maxLength: 40 });
const feeding = fc.array(
  fc.record({
    kind: fc.constant("infuse" as const),
    input: fc.constant("fed"),
    at: fc.double({ min: 0, max: 15, noNaN: true }),
    amount: fc.double({ min: 0, max: 3, noNaN: true }),
    duration: fc.double({ min: 0.1, max: 5, noNaN: true }),
  }),
  { maxLength: 6 },
);

describe.each(Object.keys(methods) as MethodName[])("%s", (method) => {
  const make = (options: IntegratorOptions = {}) => integrator(kernelOf(predators), { method, ...options });

  it("never lets steps or values depend on the wanted output", () => {
    fc.assert(
      fc.property(feeding, times, (schedule, wanted) => {
        const plain = make();
        const alone = start(predators);
        plain.advance(alone, plain.bind(schedule), 0, 20);

        const visited = make();
        const watched = start(predators);
        const seen = new Map<number, number>();
        const at = Float64Array.from(wanted).sort();
        visited.advance(watched, visited.bind(schedule), 0, 20, at, (_i, t, y) => seen.set(t, y[0]!));
        expect([...watched.y, watched.step]).toEqual([...alone.y, alone.step]);
        expect(visited.stats).toEqual(plain.stats);

        const one = at[Math.floor(at.length / 2)];
        if (one === undefined) return;
        const single = make();
        single.advance(start(predators), single.bind(schedule), 0, 20, Float64Array.of(one), (_i, _t, y) => {
          expect(y[0]).toBe(seen.get(one));
        });
      }),
      { numRuns: 60, seed: 2 },
    );
  });

  it("goes on from an edge of the schedule with the same bits as if it had never stopped", () => {
    fc.assert(
      fc.property(feeding, fc.double({ min: 1, max: 19, noNaN: true }), (items, edge) => {
        const schedule: Schedule = [...items, { kind: "set", input: "fed", at: edge, value: 0.2 }];
        const whole = make();
        const one = start(predators);
        whole.advance(one, whole.bind(schedule), 0, 20);

        const parts = make();
        const two = start(predators);
        const bound = parts.bind(schedule);
        parts.advance(two, bound, 0, edge);
        const stored = { y: two.y.slice(), p: two.p.slice(), step: two.step };
        const resumed = make();
        resumed.advance(stored, resumed.bind(schedule), edge, 20);
        expect([...stored.y, stored.step]).toEqual([...one.y, one.step]);
      }),
      { numRuns: 60, seed: 3 },
    );
  });

  it("goes on from anywhere within the tolerance", () => {
    const tolerance = { relative: 1e-8, absolute: 1e-8 };
    const whole = start(predators);
    const parts = start(predators);
    const solver = make({ tolerance });
    const bound = solver.bind([]);
    solver.advance(whole, bound, 0, 20);
    for (let t = 0; t < 20; t += 0.7) solver.advance(parts, bound, t, Math.min(20, t + 0.7));
    parts.y.forEach((value, i) => {
      expect(Math.abs(value - whole.y[i]!)).toBeLessThan(1e-5);
    });
  });

  it("keeps its step across edges instead of starting small", ({ skip }) => {
    skip(method === "bdf", "a multistep method has no past after an edge");
    const edges: Schedule = Array.from({ length: 200 }, (_, i) => ({
      kind: "set",
      input: "fed",
      at: i / 10 + 0.05,
      value: 0,
    }));
    const [smooth, cut] = [[], edges].map((schedule) => {
      const solver = make();
      solver.advance(start(predators), solver.bind(schedule), 0, 20);
      return solver.stats.steps;
    });
    expect(cut).toBeLessThan(smooth! + 1.1 * edges.length);
  });

  it("finds its first step from the problem, whatever the scale of time", () => {
    const steps = [1e-6, 1, 1e6].map((rate) => {
      const member = start(predators);
      member.p[0] = rate;
      const solver = make();
      const { reason } = solver.advance(member, solver.bind([]), 0, 10 / rate);
      expect(reason).toBe("done");
      return solver.stats.steps;
    });
    expect(Math.max(...steps)).toBeLessThan(200);
    expect(Math.max(...steps) - Math.min(...steps)).toBeLessThan(20);
  });
});

describe("stops", () => {
  const stop = (spec: Parameters<typeof lower>[0], to: number, options: IntegratorOptions = {}) => {
    const solver = integrator(kernelOf(spec), options);
    return solver.advance(start(spec), solver.bind([]), 0, to);
  };

  it.each(Object.keys(methods) as MethodName[])(
    "%s says where an expression leaves its domain, and at a pole, when",
    (method) => {
      const left = stop(emptying, 2, { method });
      expect(["step too small", "not finite"]).toContain(left.reason);
      expect(left.time).toBeCloseTo(0.5, 3);
      const pole = stop(tangent, 2, { method });
      expect(["step too small", "not finite"]).toContain(pole.reason);
      expect(Math.abs(pole.time - Math.PI / 2)).toBeLessThan(1e-4);
    },
  );

  it("'too many steps' after the cap between two edges", () => {
    expect(stop(predators, 1e6, { mostSteps: 50 }).reason).toBe("too many steps");
  });

  it("'cancelled' when asked to", () => {
    let asked = 0;
    expect(stop(predators, 1e6, { cancelled: () => ++asked > 3 }).reason).toBe("cancelled");
  });

  it("refuses tolerances, times and grids that mean nothing", () => {
    const solver = integrator(kernelOf(oral));
    const bound = solver.bind([]);
    expect(() => integrator(kernelOf(oral), { tolerance: { relative: 0, absolute: 1 } })).toThrow(
      expect.objectContaining({ code: "HS1307" }),
    );
    expect(() => solver.advance(start(oral), bound, 2, 1)).toThrow(
      expect.objectContaining({ code: "HS1306" }),
    );
    expect(() => solver.advance(start(oral), bound, 0, 1, Float64Array.of(0.5, 0.2))).toThrow(
      expect.objectContaining({ code: "HS1305" }),
    );
  });
});
