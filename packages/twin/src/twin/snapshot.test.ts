import { HomeostatError } from "@homeostat/engine";
import { expect, test } from "vitest";
import { assimilate } from "../assimilate/assimilate.ts";
import { born, prepareToy, reading, toyDay } from "../test/toy-person.ts";
import { createTwin } from "./create.ts";
import { decodeSnapshot, encodeSnapshot } from "./snapshot.ts";
import { twinId } from "./twin.ts";

const prepared = prepareToy();
const newborn = createTwin(prepared, { subject: "Zoë 糖", born }, 1);
const { twin } = assimilate(prepared, newborn, toyDay(120));

test("a snapshot comes back as the same twin, infinities, foreign letters and all", () => {
  for (const one of [newborn, twin]) {
    const back = decodeSnapshot(encodeSnapshot(one));
    expect(back).toEqual(one);
    expect(twinId(back)).toBe(twinId(one));
  }
});

test("a twin that came back goes on with the same bits", () => {
  const more = [reading(155, 120), reading(150, 125)];
  const back = decodeSnapshot(encodeSnapshot(twin));
  expect(assimilate(prepared, back, more).twin).toEqual(assimilate(prepared, twin, more).twin);
});

test("bytes inside a larger buffer are read at their own place", () => {
  const bytes = encodeSnapshot(twin);
  const larger = new Uint8Array(bytes.length + 3);
  larger.set(bytes, 3);
  expect(decodeSnapshot(larger.subarray(3))).toEqual(twin);
});

test.each([
  ["cut short", (bytes: Uint8Array) => bytes.subarray(0, bytes.length - 8)],
  ["nothing", () => new Uint8Array(4)],
  ["something else", () => new Uint8Array(64).fill(7)],
  ["of a later version", (bytes: Uint8Array) => bytes.slice().fill(9, 4, 5)],
])("bytes that are %s are refused with place and cure", (_, spoil) => {
  expect(() => decodeSnapshot(spoil(encodeSnapshot(twin)))).toThrow(HomeostatError);
  expect(() => decodeSnapshot(spoil(encodeSnapshot(twin)))).toThrow(/not a twin's snapshot/);
});
