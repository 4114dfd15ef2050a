/**
 * Contract of the methods for reactions. Means and variances by their formulas, master equation or equations of moments
 * (test/known-laws.ts), judged as the SBML stochastic test suite does: √n·(mean − μ)/σ within ±3, √(n/2)·(s²/σ² − 1) within ±5.
 */
import { describe, expect, it } from "vitest";
import { lower } from "../model/lower.ts";
import type { ModelSpec } from "../model/model-spec.ts";
import type { Schedule } from "../solve/schedule.ts";
import { simulate } from "../solve/simulate.ts";
import type { JumpMethodName } from "./jump-method.ts";
import { jumpMethods } from "./jump-methods.ts";
import type { JumpOptions } from "./jump-options.ts";
import { simulateJumps } from "./simulate-jumps.ts";
import { judgeMoments, summaryOf } from "./test/judge-moments.ts";
import { birthAndDeath, knownLaws } from "./test/known-laws.ts";
import { type Rule, reactionModel } from "./test/reaction-model.ts";

const dimers = lower(knownLaws.find(({ name }) => name === "dimerisation")!.model);

describe.each(Object.keys(jumpMethods) as JumpMethodName[])("%s", (method) => {
  it.each(knownLaws)("has the mean and variance of $name", (law) => {
    for (const { z, y } of judgeMoments(law, 1200, { seed: 6, method })) {
      expect(Math.abs(z)).toBeLessThan(3);
      expect(Math.abs(y)).toBeLessThan(5);
    }
  });

  it("never takes a count below 0, and ends where nothing is left", () => {
    const fading = reactionModel(
      { x: 3000, y: 400 },
      {
        meet: ["0.002*x*y", { x: -1, y: -1 }],
        fade: ["0.7*x", { x: -1 }],
        batch: ["0.00025*x*(x - 1)", { x: -2 }],
      },
    );
    for (let seed = 1; seed <= 20; seed++) {
      const { outputs } = simulateJumps(lower(fading), { to: 40, every: 0.5, seed, method });
      const all = outputs.flatMap((column) => [...column]);
      expect(all.every((value) => value >= 0 && Number.isInteger(value))).toBe(true);
      expect(outputs[0]!.at(-1)).toBe(0);
    }
  });

  it("follows one path whatever output is wanted, and another for another member or seed", () => {
    const run = (options: { every: number; to?: number; member?: number; seed?: number }) =>
      simulateJumps(dimers, { to: 10, seed: 1, method, ...options }).outputs[0]!;
    const fine = run({ every: 0.25 });
    expect(fine.filter((_, i) => i % 8 === 0)).toEqual(run({ every: 2 }));
    expect(run({ every: 0.25, to: 30 }).slice(0, fine.length)).toEqual(fine);
    expect(run({ every: 0.25, member: 1 })).not.toEqual(fine);
    expect(run({ every: 0.25, seed: 2 })).not.toEqual(fine);
  });

  it("stays where nothing can happen", () => {
    const { outputs, events } = simulateJumps(lower(reactionModel({ x: 3 }, { death: ["2*x", { x: -1 }] })), {
      to: 1000,
      seed: 1,
      method,
    });
    expect([...outputs[0]!]).toEqual([3, 0]);
    expect(events).toBe(3);
  });
});

it("shares its processes between runs whose rates differ a little", () => {
  const arrivals = (rate: number) =>
    lower(reactionModel({ x: 0 }, { arrival: ["4", { x: 1 }], death: [`${rate}*x`, { x: -1 }] }));
  const systems = [0.1, 0.101].map(arrivals);
  const apart = (method: JumpMethodName) => {
    let sum = 0;
    for (let member = 0; member < 200; member++) {
      const [a, b] = systems.map(
        (system) => simulateJumps(system, { to: 20, seed: 5, member, method }).outputs[0]![1]!,
      );
      sum += (a! - b!) ** 2;
    }
    return sum / 200;
  };
  expect(apart("next-reaction")).toBeLessThan(apart("direct") / 2);
});

describe("leaps", () => {
  const model = reactionModel({ x: 100_000 }, { birth: ["0.1*x", { x: 1 }], death: ["0.11*x", { x: -1 }] });
  const run = (epsilon: number) =>
    summaryOf(
      { model },
      { to: 50, at: [20, 50], members: 400, jumps: { seed: 7, method: "tau-leaping", epsilon } },
    ).x!;

  it("have the moments of the exact law, the nearer the smaller they are", () => {
    const apart = [0.1, 0.01].map((epsilon) => {
      const { mean, sd } = run(epsilon);
      return [20, 50].map((t, i) => {
        const [mu, variance] = birthAndDeath(1e5, 0.1, 0.11, t);
        expect(Math.abs(sd[i]! / Math.sqrt(variance) - 1)).toBeLessThan(0.15 + epsilon);
        return Math.abs(mean[i]! / mu - 1);
      });
    });
    apart[0]!.forEach((coarse) => {
      expect(coarse).toBeLessThan(0.1);
    });
    apart[1]!.forEach((fine) => {
      expect(fine).toBeLessThan(0.003);
    });
  });

  it("move far less often than events happen", () => {
    const { stats } = simulate(model, { to: 50, jumps: { seed: 1, method: "tau-leaping" } });
    expect(stats.events).toBeGreaterThan(500_000);
    expect(stats.steps).toBeLessThan(200);
  });

  it("agree with the rate equations of dimerisation at large counts", () => {
    // Its mean follows them to O(1) of 10⁵ (Kurtz 1972): what the same model gives without chance.
    const joining = reactionModel(
      { x: 100_000, y: 0 },
      { join: ["0.5e-6*x*(x - 1)", { x: -2, y: 1 }], part: ["0.01*y", { x: 2, y: -1 }] },
    );
    const { outputs } = simulate(joining, { to: 50 });
    const jumps = { seed: 3, method: "tau-leaping", epsilon: 0.01 } as const;
    const { mean } = summaryOf({ model: joining }, { to: 50, at: [50], members: 50, jumps }).x!;
    expect(Math.abs(mean[0]! / outputs.x![1]! - 1)).toBeLessThan(0.005);
  });

  it("end where a schedule changes what holds", () => {
    const arriving = reactionModel({ x: 0 }, { arrival: ["1000*drug", { x: 1 }] });
    const schedule = [{ kind: "set", input: "drug", at: 2, value: 1 }] as const;
    const jumps = { seed: 3, method: "tau-leaping" } as const;
    const { outputs } = simulate(arriving, { to: 3, at: [2, 3], schedule, jumps });
    expect(outputs.x![0]).toBe(0);
    expect(Math.abs(outputs.x![1]! - 1000)).toBeLessThan(4 * Math.sqrt(1000));
  });
});

describe("what cannot run event by event", () => {
  const codeOf = (work: () => unknown) => {
    try {
      work();
    } catch (error) {
      return (error as { code: string }).code;
    }
    return undefined;
  };
  const failing = (
    law: string,
    by: number,
    options: Partial<JumpOptions> & { cancelled?: () => boolean } = {},
  ) =>
    codeOf(() =>
      simulateJumps(
        lower(reactionModel({ x: 2 }, { odd: [law, { x: by }] } satisfies Record<string, Rule>)),
        {
          to: 100,
          seed: 1,
          ...options,
        },
      ),
    );

  it.each([
    ["a rate below 0", "-1", 1, {}, "HS1411"],
    ["a rate that is no number", "0/(x - 2)", 1, {}, "HS1411"],
    ["a rate that reads time", "time*perTime", 1, {}, "HS1409"],
    ["a law for concentrations that uses up more than there is", "x^2 + 1", -2, {}, "HS1417"],
    ["events without end", "9*x", 1, { mostEvents: 1000 }, "HS1412"],
    ["what is cancelled", "9*x", 1, { cancelled: () => true }, "HS1313"],
    ["an epsilon that is no share", "9*x", 1, { epsilon: 0 }, "HS1415"],
    ["a seed that is no count", "9*x", 1, { seed: 0.5 }, "HS1401"],
    ["a method that is none", "9*x", 1, { method: "gillespie" as JumpMethodName }, "HS1418"],
  ] as const)("is %s", (_, law, by, options, code) => {
    expect(failing(law, by, options)).toBe(code);
  });

  it("is a model that equations move, noise moves, a trigger watches, or whose input follows a line", () => {
    const death = { death: ["x*drug", { x: -1 }] } as const;
    const running = {
      states: { x: { is: "x", unit: "1", start: 2 }, z: { is: "z", unit: "1", start: 1 } },
      equations: "der(z) = -z*perTime",
    };
    const watching = { events: { gone: { is: "gone", when: "x < 1", assign: "x = 5" } } };
    const run = (rules: Readonly<Record<string, Rule>>, more: Partial<ModelSpec>, schedule: Schedule = []) =>
      codeOf(() => simulate(reactionModel({ x: 2 }, rules, more), { to: 5, schedule, jumps: { seed: 1 } }));
    expect(run({}, { equations: "der(x) = -x*perTime" })).toBe("HS1416");
    expect(run(death, running)).toBe("HS1409");
    expect(run(death, { ...running, noise: { z: "sqrt(perTime)" } })).toBe("HS1406");
    expect(run(death, watching)).toBe("HS1409");
    const line = { kind: "signal", input: "drug", times: [0, 5], values: [0, 1], between: "line" } as const;
    expect(run(death, {}, [line])).toBe("HS1409");
  });
});
