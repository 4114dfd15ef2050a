/** Noise as a part of the model: units, one path whatever is asked of it, schedules and triggers, and what is refused. */
import { describe, expect, it } from "vitest";
import { simulateEnsemble } from "../../ensemble/simulate-ensemble.ts";
import { compose } from "../../model/compose.ts";
import { lower } from "../../model/lower.ts";
import { model } from "../../model/model.ts";
import type { ModelSpec } from "../../model/model-spec.ts";
import { renameModel } from "../../model/rename-model.ts";
import { simulate } from "../simulate.ts";

const source = "test";
const spec = {
  id: "glucose",
  title: "glucose that wanders",
  reference: { citation: "made for a test" },
  use: "a test",
  status: "unvalidated",
  time: "min",
  states: {
    G: { is: "glucose", unit: "mg/dL", start: 100 },
    W: { is: "what only noise moves", unit: "1", start: 0 },
    alarms: { is: "alarms", unit: "1", start: 0 },
  },
  inputs: { meal: { is: "appearance", unit: "mg/dL/min", default: 0 } },
  parameters: {
    k: { is: "return", unit: "/min", value: 0.02, source },
    Gb: { is: "basal", unit: "mg/dL", value: 100, source },
    q: { is: "variance of the noise", unit: "mg2/dL2/min", value: 4, source },
    one: { is: "variance of the other", unit: "/min", value: 1, source },
  },
  equations: `
    der(G) = -k*(G - Gb) + meal
    der(W) = 0
    der(alarms) = 0
  `,
  noise: { G: "sqrt(q)", W: "sqrt(one)" },
  outputs: {
    G: { is: "glucose", equals: "G", unit: "mg/dL" },
    W: { is: "noise", equals: "W", unit: "1" },
    alarms: { is: "alarms", equals: "alarms", unit: "1" },
  },
} as const satisfies ModelSpec;

const glucose = model(spec);
const guarded = model({
  ...spec,
  events: { alarm: { is: "low", when: "G < 95 'mg/dL'", assign: "alarms = alarms + 1\nG = 100 'mg/dL'" } },
});
const noise = { seed: 1, step: 0.5 } as const;
const refusal = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    return error as { code: string; message: string };
  }
  return undefined;
};

describe("a path of noise", () => {
  it("is the same for any output grid", () => {
    const coarse = simulate(glucose, { to: 60, every: 10, noise }).outputs.G;
    const fine = simulate(glucose, { to: 60, every: 0.125, noise }).outputs.G;
    expect(fine.filter((_, i) => i % 80 === 0)).toEqual(coarse);
  });

  it("is the same for any share of members, and differs between members, seeds and states", () => {
    const options = { to: 30, every: 5, noise } as const;
    const all = simulateEnsemble(glucose, { ...options, members: 6 }).outputs.G;
    const last = simulateEnsemble(glucose, { ...options, members: 2, noise: { ...noise, member: 4 } }).outputs
      .G;
    expect(last).toEqual(all.slice(4 * 7));
    expect(simulate(glucose, { ...options, noise: { ...noise, member: 3 } }).outputs.G).toEqual(
      all.slice(3 * 7, 4 * 7),
    );
    const ends = [0, 1, 2, 3, 4, 5].map((member) => all[member * 7 + 6]);
    expect(new Set(ends).size).toBe(6);
    expect(simulate(glucose, { ...options, noise: { ...noise, seed: 2 } }).outputs.G[6]).not.toBe(all[6]);
  });

  it("is not moved by what a schedule cuts into steps", () => {
    const cut = [0.3, 7.77, 12.1].map((at) => ({ kind: "set", input: "meal", at, value: 0 }) as const);
    const plain = simulate(glucose, { to: 20, noise }).outputs.W[1]!;
    expect(simulate(glucose, { to: 20, schedule: cut, noise }).outputs.W[1]).toBeCloseTo(plain, 9);
  });

  it("is shared by the branches of a what-if: the difference has no noise", () => {
    const branch = (amount: number) =>
      simulate(glucose, {
        to: 60,
        every: 15,
        noise,
        schedule: [{ kind: "infuse", input: "meal", at: 10, amount, duration: 10 }],
      }).outputs.G;
    const [without, withMeal] = [branch(0), branch(50)];
    const quiet = simulate(glucose, {
      to: 60,
      every: 15,
      noise: "off",
      schedule: [{ kind: "infuse", input: "meal", at: 10, amount: 50, duration: 10 }],
    }).outputs.G;
    withMeal.forEach((value, i) => {
      expect(Math.abs(value - without[i]! - (quiet[i]! - 100))).toBeLessThan(0.2);
    });
  });

  it("is shared by runs with other steps that share the cell", () => {
    const at = (step: number) =>
      simulate(glucose, { to: 20, noise: { ...noise, step, cell: 2 } }).outputs.W[1]!;
    expect(at(0.25)).toBeCloseTo(at(4), 9);
  });
});

it("sets off triggers, and goes on from them", () => {
  const { outputs } = simulate(guarded, { to: 400, every: 1, noise });
  expect(outputs.alarms.at(-1)).toBeGreaterThan(3);
  expect(Math.min(...outputs.G)).toBeGreaterThan(94.9);
  const fine = simulate(guarded, { to: 400, every: 0.25, noise }).outputs.G;
  expect(fine.filter((_, i) => i % 4 === 0)).toEqual(outputs.G);
});

describe("noise is part of the model", () => {
  it("has the unit of its state over the root of time", () => {
    const wrong = refusal(() => model({ ...spec, noise: { G: "q" } }));
    expect(wrong).toMatchObject({ code: "HS1114", place: { path: "noise.G" } });
  });

  it("stands on a state with a derivative", () => {
    const determined = "der(G) = -k*(G - Gb) + meal\nder(W) = 0\n0 = alarms - W";
    const onAlarms = { equations: determined, noise: { alarms: "sqrt(one)" } };
    expect(refusal(() => model({ ...spec, ...onAlarms }))?.code).toBe("HS1220");
    // @ts-expect-error: no such state
    expect(refusal(() => model({ ...spec, noise: { Gg: "sqrt(q)" } }))).toMatchObject({
      code: "HS1220",
      cure: "Did you mean 'G'?",
    });
  });

  it("counts into the identity, follows names and comes along where models are joined", () => {
    const { noise: _, ...silent } = spec;
    expect(lower(model({ ...spec, noise: { G: "2*sqrt(q)" } })).hash).not.toBe(lower(glucose).hash);
    expect(lower(model({ ...silent, noise: {} })).hash).toBe(lower(model(silent)).hash);
    const renamed = renameModel(glucose, { G: "sugar", q: "variance" });
    expect(renamed.noise).toEqual({ sugar: "sqrt(variance)", W: "sqrt(one)" });
    const about = {
      id: "two",
      title: "",
      reference: { citation: "" },
      use: "",
      status: "unvalidated",
    } as const;
    expect(compose({ ...about, fills: [] }, glucose).noise).toEqual(spec.noise);
  });

  it("is neither forgotten nor drawn by chance", () => {
    expect(refusal(() => simulate(glucose, { to: 1 }))).toMatchObject({
      code: "HS1406",
      message: "The model has noise on G, W.",
    });
    expect(refusal(() => simulateEnsemble(glucose, { to: 1, members: 2 }))?.code).toBe("HS1406");
    expect(refusal(() => simulate(glucose, { to: 1, noise: { seed: -1, step: 1 } }))?.code).toBe("HS1401");
    expect(refusal(() => simulate(glucose, { to: 1, noise: { seed: 1, step: 0 } }))?.code).toBe("HS1408");
  });

  it("is left out where that is said", () => {
    const { ranBy, outputs } = simulateEnsemble(glucose, { members: 2, to: 5, noise: "off" });
    expect(ranBy.wasm).toBe(2);
    expect(outputs.G[1]).toBeCloseTo(100, 9);
  });

  it("is refused by schemes that it does not fit, by name", () => {
    const crossed = model({ ...spec, noise: { G: "sqrt(q)*W", W: "sqrt(one)" } });
    const run = (scheme: "milstein" | "sra1") => () =>
      simulate(crossed, { to: 1, noise: { ...noise, scheme } });
    expect(refusal(run("milstein"))?.message).toContain("'G'");
    expect(refusal(run("sra1"))?.code).toBe("HS1407");
  });
});
