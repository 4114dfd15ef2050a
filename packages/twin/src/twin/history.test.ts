import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Observation } from "../observation/observation.ts";
import { basal, bolus, born, meal, minute, prepareToy, reading, toyDay } from "../test/toy-person.ts";
import { followLog, startHistory, type TwinHistory, withdraw } from "./history.ts";
import { encodeSnapshot } from "./snapshot.ts";
import { twinId } from "./twin.ts";

const prepared = prepareToy();
const newHistory = () => startHistory(prepared, { subject: "toy", born }, 42);
const follow = (history: TwinHistory, batch: readonly Observation[]) =>
  followLog(prepared, history, batch).history;
const atOnce = (observations: readonly Observation[]) => follow(newHistory(), observations);
/** The whole twin as bytes: members, inputs, record, digest. */
const bits = ({ twin }: TwinHistory) => Buffer.from(encodeSnapshot(twin)).toString("base64");

const day = toyDay();
const whole = atOnce(day);

function inBatches<T>(items: readonly T[], cuts: readonly number[]): T[][] {
  const at = [...new Set([0, ...cuts.map((cut) => cut % items.length), items.length])].sort((a, b) => a - b);
  return at.slice(1).map((end, i) => items.slice(at[i], end));
}

describe("a twin is a function of its log, bit for bit", () => {
  test("however the observations were batched", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(200), { maxLength: 40 }), (cuts) => {
        const inOrder = day.toSorted((a, b) => a.start - b.start);
        const piecewise = inBatches(inOrder, cuts).reduce(follow, newHistory());
        expect(bits(piecewise)).toBe(bits(whole));
      }),
      { numRuns: 20 },
    );
  });

  test("in whatever order they arrived, twice or once", () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...day.keys()], { minLength: day.length }),
        fc.array(fc.nat(200), { maxLength: 6 }),
        (order, cuts) => {
          const shuffled = [...order, ...order.slice(0, 9)].map((i) => day[i]!);
          const piecewise = inBatches(shuffled, cuts).reduce(follow, newHistory());
          expect(bits(piecewise)).toBe(bits(whole));
        },
      ),
      { numRuns: 12 },
    );
  });

  test("one observation at a time, as they come in life", () => {
    const late = (observation: Observation) =>
      observation.start + (observation.code.code === "9059-7" ? 33 : 0) * minute;
    const arriving = day.toSorted((a, b) => late(a) - late(b));
    const oneByOne = arriving.reduce((history, one) => follow(history, [one]), newHistory());
    expect(bits(oneByOne)).toBe(bits(whole));
  });

  test("with corrections, whichever of the two comes first", () => {
    const wrong = meal(90, 120);
    const right = meal(30, 122, { key: "corrected", supersedes: wrong.key });
    const expected = bits(atOnce([...day, right]));
    expect(expected).not.toBe(bits(whole));
    expect(bits(follow(follow(whole, [wrong]), [right]))).toBe(expected);
    expect(bits(follow(follow(whole, [right]), [wrong]))).toBe(expected);
  });

  test("without what was withdrawn", () => {
    const extra = [meal(90, 120), reading(300, 123)];
    const erased = withdraw(
      prepared,
      follow(whole, extra),
      extra.map(({ key }) => key),
    );
    expect(bits(erased.history)).toBe(bits(whole));
    expect(erased.replayedFrom).toBeLessThan(born + 120 * minute);
  });
});

test("a dose that arrives late is used from its own time on", () => {
  const late = followLog(prepared, whole, [bolus(6, 400, { received: born + 470 * minute })]);
  expect(late.replayedFrom).not.toBeNull();
  expect(late.replayedFrom!).toBeLessThanOrEqual(born + 400 * minute);
  expect(twinId(late.history.twin)).not.toBe(twinId(whole.twin));
  expect(late.filtered.length).toBeLessThan(30);
});

test("what only goes on does not rewind", () => {
  expect(followLog(prepared, whole, [reading(150, 480), bolus(1, 479)]).replayedFrom).toBeNull();
});

test("what is from before the birth, or of another kind, changes nothing", () => {
  const pulse = { ...reading(70, 10), key: "pulse", code: { system: "http://loinc.org", code: "8867-4" } };
  expect(bits(follow(whole, [basal(9, -30), pulse]))).toBe(bits(whole));
});

test("checkpoints thin out as they age: quarters of an hour, then two hours, then days", () => {
  const days = Array.from({ length: 5 * 288 }, (_, i) => reading(140 + (i % 7), 5 * i));
  const { checkpoints, twin } = atOnce(days);
  const ages = checkpoints.map(({ through }) => (twin.watermark - through) / (60 * minute));
  expect(ages.filter((age) => age <= 2).length).toBe(8);
  expect(ages.filter((age) => age > 2 && age <= 36).length).toBeLessThanOrEqual(18);
  expect(ages.filter((age) => age > 40).length).toBeLessThanOrEqual(5);
  expect(checkpoints[0]!.through).toBe(born);
});

test("a twin of another seed has other members, and of the same seed the same", () => {
  const other = follow(startHistory(prepared, { subject: "toy", born }, 43), day);
  expect(bits(other)).not.toBe(bits(whole));
  expect(bits(atOnce(day))).toBe(bits(whole));
});
