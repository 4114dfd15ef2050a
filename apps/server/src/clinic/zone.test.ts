/** Directive 2000/84/EC: clocks change at 01:00 UTC on the last Sundays of March and October; in 2026 those are 29 and 25. */
import { expect, test } from "vitest";
import { localTime, offsetMinutes } from "./zone.ts";

test.for([
  ["2026-03-29T00:59:59Z", 60],
  ["2026-03-29T01:00:00Z", 120],
  ["2026-10-25T00:59:59Z", 120],
  ["2026-10-25T01:00:00Z", 60],
  ["2027-01-01T00:00:00Z", 60],
] as const)("in Amsterdam at %s the offset is %d minutes", ([at, offset]) => {
  expect(offsetMinutes(60, Date.parse(at))).toBe(offset);
});

test("the wall clock of Helsinki", () => {
  const local = localTime(120, Date.parse("2026-10-24T21:30:00Z"));
  expect(local).toMatchObject({ offset: 180, minute: 30, hour: 0.5, weekend: true });
  expect(local.day).toBe(Date.parse("2026-10-25T00:00:00Z") / 86_400_000);
  expect(localTime(0, Date.parse("2026-11-23T12:00:00Z")).weekend).toBe(false);
});
