/**
 * Members that chance moves, by every method that there is: the same bits for any number of workers, with shared memory or
 * without, for any grid of output, in paths and in summaries, of models and of systems from elsewhere.
 */
import { describe, expect, it } from "vitest";
import { jumpMethods } from "../../jumps/jump-methods.ts";
import type { JumpMethodName } from "../../jumps/jump-method.ts";
import { reactionModel } from "../../jumps/test/reaction-model.ts";
import { lower } from "../../model/lower.ts";
import { type Model, model } from "../../model/model.ts";
import type { NoiseOptions, SchemeName } from "../../solve/stochastic/noise-options.ts";
import { schemes } from "../../solve/stochastic/schemes.ts";
import type { EnsembleOptions } from "../ensemble-options.ts";
import { simulateEnsemble } from "../simulate-ensemble.ts";
import { EnsembleSummariser } from "../summary/ensemble-summary.ts";
import { summariseEnsembleOn } from "../summary/summarise-ensemble.ts";
import { simulateEnsembleOn } from "./simulate-ensemble-on.ts";
import { thread } from "./test/thread.ts";
import { WorkerPool } from "./worker-pool.ts";

const counts = reactionModel(
  { x: 200, y: 0 },
  { join: ["0.002*x*(x - 1)", { x: -2, y: 1 }], part: ["(0.3 + drug)*y", { x: 2, y: -1 }] },
);
const noisy = model({
  ...counts,
  id: "noisy",
  reactions: {},
  states: { x: { is: "x", unit: "1", start: 1 }, y: { is: "y", unit: "1", start: 0 } },
  equations: "der(x) = -x*perTime\nder(y) = (x - y)*perTime",
  noise: { x: "0.3*sqrt(perTime)" },
}) as Model;

type Chance = Pick<EnsembleOptions, "jumps" | "noise">;
const methods: readonly (readonly [string, Model, Chance])[] = [
  ...(Object.keys(jumpMethods) as JumpMethodName[]).map((method) => {
    const jumps = { seed: 5, member: 7, method };
    return [method, counts as Model, { jumps }] as const;
  }),
  ...(Object.keys(schemes) as SchemeName[]).map((scheme) => {
    const noise: NoiseOptions = { seed: 5, member: 7, step: 0.1, scheme };
    return [scheme, noisy, { noise }] as const;
  }),
];

const schedule = (member: number) => [{ kind: "set", input: "drug", at: 1, value: member / 20 }] as const;
const course = { members: 30, to: 3, every: 0.5, schedule } as const;
const poolOf = (workers: number, shared: boolean) => new WorkerPool(() => thread(), { workers, shared });

describe.each(methods)("%s", (_, moved, chance) => {
  const options = { ...course, ...chance };
  const alone = simulateEnsemble(moved, options);

  it.each([
    [1, true],
    [2, true],
    [5, true],
    [3, false],
  ])("gives the same bits on %i workers, shared memory: %s", async (workers, shared) => {
    const pool = poolOf(workers, shared);
    expect(await simulateEnsembleOn(pool, moved, { ...options, blockMembers: 4 })).toEqual(alone);
    const summary = await summariseEnsembleOn(pool, moved, {
      ...options,
      quantiles: [0.1, 0.5],
      blockMembers: 8,
    });
    const summariser = new EnsembleSummariser([0.1, 0.5]);
    summariser.take({ first: 0, ...alone });
    expect(summary).toEqual(summariser.summary);
    pool.close();
  });

  it("gives the same bits whatever output is wanted, and moves members apart", () => {
    const { outputs } = simulateEnsemble(moved, { ...options, every: 1.5 });
    const { length } = alone.times;
    const everyThird = alone.outputs.x!.filter((_, i) => (i % length) % 3 === 0);
    expect(everyThird).toEqual(outputs.x);
    const ends = Array.from({ length: course.members }, (_, m) => alone.outputs.x![(m + 1) * length - 1]!);
    expect(new Set(ends).size).toBeGreaterThan(course.members / 4);
  });
});

it("runs a system from elsewhere as its model, on whatever worker", async () => {
  const { schedule: _, ...options } = { ...course, jumps: { seed: 4 } };
  const imported = { id: "from elsewhere", system: lower(counts) };
  const alone = simulateEnsemble(counts as Model, options);
  for (const shared of [true, false]) {
    const pool = poolOf(2, shared);
    const { outputs, model } = await simulateEnsembleOn(pool, imported, { ...options, blockMembers: 8 });
    expect(outputs).toEqual(alone.outputs);
    expect(model).toEqual({ id: "from elsewhere", hash: alone.model.hash });
    pool.close();
  }
});

it("lists a member whose law is no propensity, and stops at the signal", async () => {
  const odd = reactionModel({ x: 3 }, { meet: ["x^2", { x: -2 }] });
  const pool = poolOf(2, true);
  const options = { members: 4, to: 50, starts: { x: [2, 3, 4, 5] }, jumps: { seed: 1 }, blockMembers: 1 };
  const { failures, outputs } = await simulateEnsembleOn(pool, odd, options);
  expect(failures).toMatchObject([
    { member: 1, error: { code: "HS1417", place: { source: "reactions" } } },
    { member: 3, error: { code: "HS1417" } },
  ]);
  expect(outputs.x).toEqual(Float64Array.of(2, 0, 3, Number.NaN, 4, 0, 5, Number.NaN));
  const stop = new AbortController();
  const progress = () => stop.abort();
  await expect(
    simulateEnsembleOn(pool, counts as Model, {
      ...course,
      jumps: { seed: 1 },
      signal: stop.signal,
      progress,
      blockMembers: 4,
    }),
  ).rejects.toMatchObject({ code: "HS1313" });
  pool.close();
});
