/**
 * Random models with all that a model may have (doses over a time or at a rate, what they fire, which reach each member
 * after a lag of its own and in a share of its own, tables and splines, and now and then a trigger, a delay) by every method
 * and by fixed steps: the same to the bit in the interpreter, in generated JavaScript, in the lanes of WebAssembly (which may
 * hand members back) and on one worker or two.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Model } from "../model/model.ts";
import type { EventSpec } from "../model/model-spec.ts";
import type { MethodName } from "../solve/methods/method.ts";
import { methods } from "../solve/methods/methods.ts";
import type { Schedule } from "../solve/schedule.ts";
import { interpreted, people, randomModel, run, toldOf } from "./test/random-frame.ts";
import { simulateEnsembleOn } from "./workers/simulate-ensemble-on.ts";
import { thread } from "./workers/test/thread.ts";
import { WorkerPool } from "./workers/worker-pool.ts";

const { number } = fc.letrec<{ number: string }>((tie) => {
  const x = tie("number");
  const call = fc
    .tuple(fc.constantFrom("sin", "tanh", "exp", "abs", "line", "curve", "steps"), x)
    .map(([f, a]) => `${f}(${a})`);
  const sum = fc.tuple(x, fc.constantFrom(..."+-*"), x).map(([a, op, b]) => `(${a} ${op} ${b})`);
  const choice = fc.tuple(x, x, x, x).map(([a, b, c, d]) => `(if ${a} < ${b} then ${c} else ${d})`);
  const bounds = fc.tuple(fc.constantFrom("min", "max"), x, x).map(([f, a, b]) => `${f}(${a}, ${b})`);
  const leaf = fc.constantFrom("a", "b", "p", "q", "drive*1 'h'", "0.75", "(-2)", "(time/1 'h')");
  return {
    number: fc.oneof({ depthSize: "small", withCrossShrink: true }, leaf, call, sum, choice, bounds),
  };
});

const at = fc.double({ min: 0, max: 3.9, noNaN: true });
const amount = fc.double({ min: 0.1, max: 2, noNaN: true });
const item = fc.oneof(
  fc.record({ kind: fc.constant("dose" as const), dose: fc.constantFrom("drip", "steady"), at, amount }),
  fc.record({ kind: fc.constant("add" as const), state: fc.constantFrom("a", "b"), at, amount }),
  fc.record({
    kind: fc.constant("infuse" as const),
    input: fc.constant("drive"),
    at,
    amount,
    duration: fc.double({ min: 0.1, max: 2, noNaN: true }),
  }),
  fc.record({
    kind: fc.constant("signal" as const),
    input: fc.constant("drive"),
    times: fc.constant([4, 4.5, 5]),
    values: fc.tuple(amount, amount, amount).map((all) => [...all]),
    between: fc.constantFrom("hold" as const, "line" as const),
  }),
);
const schedules = fc
  .array(item, { maxLength: 5 })
  .map((all) =>
    all.filter(({ kind }, i) => kind !== "signal" || all.findIndex((one) => one.kind === kind) === i),
  );

const kinds = ["plain", "triggered", "delayed"] as const;
type Texts = readonly [first: string, second: string, jump: string, kind: (typeof kinds)[number]];

const points = [
  [-1, 0.5],
  [0, -0.2],
  [0.7, 0.9],
  [2, 0.1],
] as const;
const table = (between: "hold" | "line" | "smooth") =>
  ({ is: "a table", of: "1", unit: "1", points, between, source: "test" }) as const;

const modelOf = (q: number, [first, second, jump, kind]: Texts) => {
  const past = kind === "delayed" ? "delay(b, 0.5 'h')" : "b";
  const fired = { is: "jumps", assign: `b = a\na = min(max(${jump}, -1), q)` };
  const assign = `a = b - 0.2\nb = min(max(${jump}, -1), 1)`;
  const crossed = { is: "crosses", when: "a > b + 0.3", assign };
  const events: Readonly<Record<string, EventSpec>> =
    kind === "triggered" ? { jump: fired, crossed } : { jump: fired };
  return randomModel(q, {
    id: "random-features",
    inputs: { drive: { is: "drive", unit: "/h", default: "q*0.1 '/h'" } },
    tables: { line: table("line"), curve: table("smooth"), steps: table("hold") },
    equations: `
      der(a) = (min(max(${first}, -2), 2) - a)/1 'h' + drive
      der(b) = (min(max(${second}, -2), 2) - 0.5*b - 0.5*${past})/1 'h'
    `,
    events,
    doses: {
      drip: { is: "over half an hour", unit: "1", into: "drive", over: 0.5, fires: "jump" },
      steady: { is: "at a rate", unit: "1", into: "drive", rate: 2 },
    },
    outputs: { a: { is: "a", equals: "a", unit: "1" }, b: { is: "b", equals: past, unit: "1" } },
  });
};

/** How each member takes up what it is given: some wait, some lose a share, some gain (another form of the drug). */
type Uptake = readonly { readonly lag: number; readonly share: number }[];
const uptakes = fc.array(
  fc.record({ lag: fc.constantFrom(0, 0.25, 0.3, 1.1), share: fc.constantFrom(1, 0.6, 0.05, 1.3) }),
  { minLength: 3, maxLength: 3 },
);

const reaching =
  (schedule: Schedule, uptake: Uptake) =>
  (member: number): Schedule =>
    schedule.map((one) => {
      if (!("amount" in one)) return one;
      const { lag, share } = uptake[member]!;
      return { ...one, at: one.at + lag, amount: one.amount * share };
    });

interface How {
  readonly method?: MethodName;
  readonly fixedStep?: number;
}

const ways: readonly (readonly [string, How])[] = [
  ...(Object.keys(methods) as MethodName[]).map((method) => [method, { method }] as const),
  ["steps of 0.05", { fixedStep: 0.05 }],
];

const inTheMachine: ReadonlySet<string> = new Set(["tsit5", "dopri5", "rodas4", "rodas5p"]);

interface Course extends How {
  readonly schedule: (member: number) => Schedule;
  readonly to: number;
  readonly every: number;
  readonly mostSteps: number;
}

const byWorkers = async (of: Model, count: number, how: Course) => {
  const pool = new WorkerPool(() => thread(), { workers: count, shared: true });
  const { told } = toldOf(await simulateEnsembleOn(pool, of, { ...people, ...how, blockMembers: 2 }));
  pool.close();
  return told;
};

describe("random models with all that a model may have agree between all backends, to the bit", () => {
  it.each(ways)("by %s", async (_, method) => {
    let inWasm = 0;
    let finished = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(number, number, number, fc.constantFrom(...kinds)),
        schedules,
        uptakes,
        async (texts, given, uptake) => {
          const schedule = reaching(given, uptake);
          const how = { schedule, to: 6, every: 0.75, mostSteps: 2000, ...method };
          const reference = run(modelOf(1, texts), { ...how, backend: "javascript" });
          const fast = run(modelOf(1, texts), { ...how, backend: "wasm" });
          inWasm += fast.inWasm;
          finished += 3 - reference.told.failures.length;
          expect(fast.told).toEqual(reference.told);
          expect(interpreted(modelOf(2, texts), how).told).toEqual(reference.told);
          expect(await byWorkers(modelOf(1, texts), 1, how)).toEqual(reference.told);
          expect(await byWorkers(modelOf(1, texts), 2, how)).toEqual(reference.told);
        },
      ),
      { numRuns: 15, seed: 8 },
    );
    expect(finished).toBeGreaterThan(22);
    // The others are handed back by the machine, and agree by themselves.
    if (inTheMachine.has(method.method ?? "")) expect(inWasm).toBeGreaterThan(0);
  });
});
