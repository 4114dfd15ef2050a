/**
 * Contract of the methods for reactions. Means and variances by their formulas, judged as the SBML stochastic test
 * suite does (Evans, Gillespie & Wilkinson 2008, Bioinformatics 24:285): √n·(mean − μ)/σ within ±3, √(n/2)·(s²/σ² − 1) within
 * ±5. Models 001 (birth and death), 002 (immigration and death), 003 (dimerisation, against its master equation) and 004
 * (batches).
 */
import { describe, expect, it } from "vitest";
import { ExpressionGraph } from "../equations/expression-graph.ts";
import type { NodeId } from "../equations/graph.ts";
import type { System } from "../model/system.ts";
import type { JumpMethodName } from "./jump-method.ts";
import { jumpMethods } from "./jump-methods.ts";
import { jumpMoments } from "./moments.ts";
import type { ReactionSystem } from "./reaction-system.ts";
import { simulateJumps } from "./simulate-jumps.ts";

type Law = (graph: ExpressionGraph, x: readonly NodeId[]) => NodeId;
type Rule = readonly [name: string, law: Law, changes: readonly number[]];

let made = 0;
function reactions(starts: readonly number[], rules: readonly Rule[]): ReactionSystem {
  const graph = new ExpressionGraph();
  const x = starts.map((_, slot) => graph.leaf("state", slot));
  const states = starts.map((start, i) => ({
    name: `x${i}`,
    unit: "1",
    start: graph.number(start),
    derivative: graph.number(0),
  }));
  const system: System = {
    hash: `jumps ${made++}`,
    graph,
    states,
    inputs: [],
    parameters: [],
    parameterOrder: [],
    outputs: states.map(({ name }, i) => ({ name, unit: "1", value: x[i]! })),
    events: [],
  };
  return {
    system,
    reactions: rules.map(([name, law, changes]) => ({
      name,
      rate: law(graph, x),
      changes: changes.map((by, state) => ({ state, by: graph.number(by) })),
    })),
  };
}

const each =
  (rate: number, of = 0): Law =>
  (graph, x) =>
    graph.binary("mul", graph.number(rate), x[of]!);
const steady =
  (rate: number): Law =>
  (graph) =>
    graph.number(rate);
/** rate·x·(x − 1)/2 */
const pairsOf =
  (rate: number): Law =>
  (graph, x) =>
    graph.binary(
      "mul",
      graph.number(rate / 2),
      graph.binary("mul", x[0]!, graph.binary("sub", x[0]!, graph.number(1))),
    );

const growth = (rate: number, t: number) => Math.exp(rate * t);
const [birth, death] = [0.1, 0.11];

/** Start, rules, and the exact mean and variance at a time. */
const models: readonly (readonly [string, ReactionSystem, (t: number) => readonly [number, number]])[] = [
  [
    "birth and death",
    reactions(
      [100],
      [
        ["birth", each(birth), [1]],
        ["death", each(death), [-1]],
      ],
    ),
    (t) => {
      const by = growth(birth - death, t);
      return [100 * by, ((100 * (birth + death)) / (birth - death)) * by * (by - 1)];
    },
  ],
  [
    "immigration and death",
    reactions(
      [0],
      [
        ["arrival", steady(1), [1]],
        ["death", each(0.1), [-1]],
      ],
    ),
    (t) => {
      const mean = 10 * (1 - growth(-0.1, t));
      return [mean, mean];
    },
  ],
  [
    "batches of five",
    reactions(
      [0],
      [
        ["arrival", steady(1), [5]],
        ["death", each(0.2), [-1]],
      ],
    ),
    (t) => [25 * (1 - growth(-0.2, t)), 25 * (1 - growth(-0.2, t)) + 50 * (1 - growth(-0.4, t))],
  ],
];

const dimers = () =>
  reactions(
    [100, 0],
    [
      ["join", pairsOf(0.001), [-2, 1]],
      ["part", each(0.01, 1), [2, -1]],
    ],
  );

function judged(found: number, deviation: number, [mean, variance]: readonly [number, number], n: number) {
  return {
    z: (Math.sqrt(n) * (found - mean)) / Math.sqrt(variance),
    y: Math.sqrt(n / 2) * (deviation ** 2 / variance - 1),
  };
}

function expectMoments(
  of: ReactionSystem,
  method: JumpMethodName,
  exact: (t: number) => readonly [number, number],
  n: number,
) {
  const at = [5, 20, 50];
  const { means, deviations } = jumpMoments(of, { to: 50, at, seed: 4, members: n, method });
  at.forEach((t, i) => {
    const { z, y } = judged(means[0]![i]!, deviations[0]![i]!, exact(t), n);
    expect(Math.abs(z)).toBeLessThan(3);
    expect(Math.abs(y)).toBeLessThan(5);
  });
}

describe.each(Object.keys(jumpMethods) as JumpMethodName[])("%s", (method) => {
  it.each(models)("has the mean and variance of %s", (_, of, exact) => {
    expectMoments(of, method, exact, 1500);
  });

  it("has the mean and variance of dimerisation, by its master equation", () => {
    const law = masterEquation([5, 20, 50]);
    expectMoments(dimers(), method, (t) => law.get(t)!, 800);
  });

  it("never takes a count below 0, and ends where nothing is left", () => {
    for (let seed = 1; seed <= 20; seed++) {
      const fading = reactions(
        [3000, 400],
        [
          [
            "meet",
            (graph, x) => graph.binary("mul", graph.number(0.002), graph.binary("mul", x[0]!, x[1]!)),
            [-1, -1],
          ],
          ["fade", each(0.7), [-1, 0]],
          ["batch", pairsOf(0.0005), [-2, 0]],
        ],
      );
      const { outputs } = simulateJumps(fading, { to: 40, every: 0.5, seed, method });
      const all = outputs.flatMap((column) => [...column]);
      expect(all.every((value) => value >= 0 && Number.isInteger(value))).toBe(true);
      expect(outputs[0]!.at(-1)).toBe(0);
    }
  });

  it("follows one path whatever output is wanted, and another for another member or seed", () => {
    const run = (options: { every: number; member?: number; seed?: number }) =>
      simulateJumps(dimers(), { to: 10, seed: 1, method, ...options }).outputs[0]!;
    const fine = run({ every: 0.25 });
    expect(fine.filter((_, i) => i % 8 === 0)).toEqual(run({ every: 2 }));
    expect(run({ every: 0.25, member: 1 })).not.toEqual(fine);
    expect(run({ every: 0.25, seed: 2 })).not.toEqual(fine);
  });

  it("stays where nothing can happen", () => {
    const { outputs, events } = simulateJumps(reactions([3], [["death", each(2), [-1]]]), {
      to: 1000,
      seed: 1,
      method,
    });
    expect([...outputs[0]!]).toEqual([3, 0]);
    expect(events).toBe(3);
  });
});

it("shares its processes between runs whose rates differ a little", () => {
  const apart = (method: JumpMethodName) => {
    let sum = 0;
    for (let member = 0; member < 200; member++) {
      const [a, b] = [0.1, 0.101].map(
        (rate) =>
          simulateJumps(
            reactions(
              [0],
              [
                ["arrival", steady(4), [1]],
                ["death", each(rate), [-1]],
              ],
            ),
            { to: 20, seed: 5, member, method },
          ).outputs[0]![1]!,
      );
      sum += (a! - b!) ** 2;
    }
    return sum / 200;
  };
  expect(apart("next-reaction")).toBeLessThan(apart("direct") / 2);
});

describe("leaps", () => {
  const many = reactions(
    [100_000],
    [
      ["birth", each(birth), [1]],
      ["death", each(death), [-1]],
    ],
  );
  const exact = (t: number) => {
    const by = growth(birth - death, t);
    return [1e5 * by, ((1e5 * (birth + death)) / (birth - death)) * by * (by - 1)] as const;
  };
  const run = (epsilon: number, members: number) =>
    jumpMoments(many, { to: 50, at: [20, 50], seed: 7, members, method: "tau-leaping", epsilon });

  it("have the moments of the exact law, the nearer the smaller they are", () => {
    const apart = [0.1, 0.01].map((epsilon) => {
      const { means, deviations } = run(epsilon, 400);
      return [20, 50].map((t, i) => {
        const [mean, variance] = exact(t);
        expect(Math.abs(deviations[0]![i]! / Math.sqrt(variance) - 1)).toBeLessThan(0.15 + epsilon);
        return Math.abs(means[0]![i]! / mean - 1);
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
    const { events, moves } = simulateJumps(many, { to: 50, seed: 1, method: "tau-leaping" });
    expect(events).toBeGreaterThan(500_000);
    expect(moves).toBeLessThan(200);
  });

  it("agree with the master equation of dimerisation at large counts", () => {
    // The mean of 10⁵ that join and part follows its rate equation to O(1) (Kurtz 1972): x' = −k·x² + 2·c·y.
    const joining = reactions(
      [100_000, 0],
      [
        ["join", pairsOf(1e-6), [-2, 1]],
        ["part", each(0.01, 1), [2, -1]],
      ],
    );
    let [x, y] = [1e5, 0];
    for (let step = 0; step < 50_000; step++) {
      const flow = 0.5e-6 * x * (x - 1) - 0.01 * y;
      x -= 2 * flow * 1e-3;
      y += flow * 1e-3;
    }
    const { means } = jumpMoments(joining, {
      to: 50,
      at: [50],
      seed: 3,
      members: 50,
      method: "tau-leaping",
      epsilon: 0.01,
    });
    expect(Math.abs(means[0]![0]! / x - 1)).toBeLessThan(0.005);
  });
});

describe("what cannot run event by event", () => {
  const failing = (rules: readonly Rule[], options: object = {}) => {
    try {
      simulateJumps(reactions([2], rules), { to: 100, seed: 1, ...options });
    } catch (error) {
      return (error as { code: string }).code;
    }
    return undefined;
  };

  it.each([
    ["a rate below 0", [["odd", steady(-1), [1]]], {}, "HS1411"],
    ["a rate that is no number", [["odd", steady(Number.NaN), [1]]], {}, "HS1411"],
    ["a rate that reads time", [["odd", (graph: ExpressionGraph) => graph.time(), [1]]], {}, "HS1409"],
    ["events without end", [["birth", each(9), [1]]], { mostEvents: 1000 }, "HS1412"],
    ["what is cancelled", [["birth", each(9), [1]]], { cancelled: () => true }, "HS1313"],
    ["an epsilon that is no share", [["birth", each(9), [1]]], { epsilon: 0 }, "HS1415"],
    ["a seed that is no count", [["birth", each(9), [1]]], { seed: 0.5 }, "HS1401"],
  ] as const)("is %s", (_, rules, options, code) => {
    expect(failing(rules as readonly Rule[], options)).toBe(code);
  });
});

/** d p/dt of every number of pairs from 0 to 50, by RK4: mean and variance of what is single. */
function masterEquation(at: readonly number[]): ReadonlyMap<number, readonly [number, number]> {
  const single = (pairs: number) => 100 - 2 * pairs;
  const join = (pairs: number) => (0.0005 * single(pairs) * (single(pairs) - 1)) as number;
  const slope = (p: Float64Array) =>
    p.map((own, n) => {
      const arrive = (n > 0 ? join(n - 1) * p[n - 1]! : 0) + (n < 50 ? 0.01 * (n + 1) * p[n + 1]! : 0);
      return arrive - (join(n) + 0.01 * n) * own;
    });
  const along = (p: Float64Array, k: Float64Array, h: number) => p.map((value, i) => value + h * k[i]!);
  let p = new Float64Array(51);
  p[0] = 1;
  const moments = new Map<number, readonly [number, number]>();
  const h = 0.025;
  for (let step = 1; step * h <= 50 + 1e-9; step++) {
    const k1 = slope(p);
    const k2 = slope(along(p, k1, h / 2));
    const k3 = slope(along(p, k2, h / 2));
    const k4 = slope(along(p, k3, h));
    p = p.map((value, i) => value + (h / 6) * (k1[i]! + 2 * k2[i]! + 2 * k3[i]! + k4[i]!));
    const t = Math.round(step * h * 1000) / 1000;
    if (!at.includes(t)) continue;
    const mean = p.reduce((sum, chance, n) => sum + chance * single(n), 0);
    moments.set(t, [mean, p.reduce((sum, chance, n) => sum + chance * (single(n) - mean) ** 2, 0)]);
  }
  return moments;
}
