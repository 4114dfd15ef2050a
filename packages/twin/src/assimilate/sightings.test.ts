/** What one reading's sightings make of the findings of a twin. */
import { expect, test } from "vitest";
import { born, minute, reading } from "../test/toy-person.ts";
import { findingsAfter, type Sighting } from "./sightings.ts";

const low = (chance: number): Sighting => ({ kind: "compression low", code: "HS3066", chance });
const stuck: Sighting = { kind: "stuck sensor", code: "HS3061", chance: 0.15 };
const after = (
  findings: ReturnType<typeof findingsAfter>,
  sightings: readonly Sighting[],
  minutes: number,
  disproved: "compression low" | null = null,
) => findingsAfter(findings, reading(90, minutes), { sightings, disproved }, null);

test("what is less likely than not begins no finding; a stuck sensor is told as a maybe", () => {
  expect(after([], [low(0.49)], 5)).toEqual([]);
  expect(after([], [low(0.5)], 5)).toMatchObject([{ kind: "compression low", going: true }]);
  expect(after([], [stuck], 5)).toMatchObject([{ kind: "stuck sensor", going: true }]);
});

test("a finding that goes on keeps readings that alone would begin none, until one shows nothing", () => {
  const begun = after([], [low(0.8)], 5);
  expect(after(begun, [low(0.3)], 10)).toMatchObject([
    { going: true, from: born + 5 * minute, to: born + 10 * minute, chance: 0.8 },
  ]);
  expect(after(begun, [], 10)).toMatchObject([{ going: false, to: born + 5 * minute }]);
});

test("a fault that outlasts every such fault is taken back; one that is over stays told", () => {
  const begun = after([], [low(0.8)], 5);
  expect(after(begun, [], 10, "compression low")).toEqual([]);
  const over = after(begun, [], 10);
  expect(after(over, [], 15, "compression low")).toEqual(over);
});
