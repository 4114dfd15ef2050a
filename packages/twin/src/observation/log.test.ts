import * as fc from "fast-check";
import { expect, test } from "vitest";
import { knownCodes } from "./codes.ts";
import { digestName } from "./digest.ts";
import { emptyLog, observationsBetween } from "./log.ts";
import { addToLog, withdrawFromLog } from "./log-edit.ts";
import type { Observation } from "./observation.ts";

const at = (key: string, start: number, more: Partial<Observation> = {}): Observation => ({
  key,
  subject: "p",
  code: knownCodes.cgmGlucose.code,
  value: { kind: "quantity", value: 100, unit: "mg/dL" },
  asReceived: { value: 100, unit: "mg/dL" },
  start,
  offsetMinutes: 0,
  received: start,
  source: { system: "test" },
  quality: { status: "ok" },
  ...more,
});

const keysOf = (log: typeof emptyLog) => [...observationsBetween(log, 0, 1e12)].map(({ key }) => key);

/** Sixty observations over five days; some correct earlier ones, some correct corrections. */
const facts = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 4.3e8 }), fc.option(fc.nat(59), { nil: undefined })), {
    minLength: 2,
    maxLength: 60,
  })
  .map((rows) =>
    rows.map(([start, target], i) =>
      at(`k${i}`, start, target === undefined || target >= i ? {} : { supersedes: `k${target}` }),
    ),
  );

test("a log does not depend on the order of arrival, on batches, or on second copies", () => {
  fc.assert(
    fc.property(facts, fc.infiniteStream(fc.nat()), (rows, random) => {
      const once = addToLog(emptyLog, rows).log;
      const shuffled = [...rows, ...rows.slice(0, 5)]
        .map((row) => ({ row, rank: random.next().value as number }))
        .sort((a, b) => a.rank - b.rank)
        .map(({ row }) => row);
      const piecewise = shuffled.reduce((log, row) => addToLog(log, [row]).log, emptyLog);
      expect(keysOf(piecewise)).toEqual(keysOf(once));
      expect(piecewise.digest).toEqual(once.digest);
      expect(piecewise.count).toBe(keysOf(once).length);
    }),
    { numRuns: 60 },
  );
});

test("a correction takes the place of what it corrects, and says so", () => {
  const first = addToLog(emptyLog, [at("a", 10), at("b", 20)]).log;
  const { log, added, removed } = addToLog(first, [at("a2", 12, { supersedes: "a" })]);
  expect(keysOf(log)).toEqual(["a2", "b"]);
  expect(added.map(({ key }) => key)).toEqual(["a2"]);
  expect(removed.map(({ key }) => key)).toEqual(["a"]);
  expect(keysOf(first)).toEqual(["a", "b"]);
});

test("what was withdrawn leaves no trace in the digest and does not come back", () => {
  const kept = addToLog(emptyLog, [at("b", 20)]).log;
  const erased = withdrawFromLog(addToLog(emptyLog, [at("a", 10), at("b", 20)]).log, ["a"]).log;
  expect(digestName(erased.digest)).toBe(digestName(kept.digest));
  expect(keysOf(addToLog(erased, [at("a", 10)]).log)).toEqual(["b"]);
});

test("the digest changes with value, time and quality", () => {
  const digest = (observation: Observation) => digestName(addToLog(emptyLog, [observation]).log.digest);
  const plain = digest(at("a", 10));
  expect(plain).toMatch(/^[0-9a-f]{32}$/);
  const others = [
    at("a", 11),
    at("a", 10, { value: { kind: "quantity", value: 101, unit: "mg/dL" } }),
    at("a", 10, { quality: { status: "suspect" } }),
    at("a", 10, { end: 12 }),
  ];
  for (const other of others) expect(digest(other)).not.toBe(plain);
});
