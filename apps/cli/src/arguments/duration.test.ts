import fc from "fast-check";
import { expect, test } from "vitest";
import { inModelTime, parseDuration } from "./duration.ts";

test("reads a number and a unit", () => {
  expect(parseDuration("5min")).toBe(300);
  expect(parseDuration("1.5 d")).toBe(129_600);
  expect(inModelTime(parseDuration("6h"), "min")).toBe(360);
});

test("any number of hours comes back in hours", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000 }), (hours) => {
      expect(inModelTime(parseDuration(`${hours}h`), "h")).toBeCloseTo(hours, 9);
    }),
  );
});

test.each(["", "5", "min", "-5min", "5 minutes", "5m", "1e999x"])("refuses '%s' with the cure", (text) => {
  expect(() => parseDuration(text)).toThrow(expect.objectContaining({ code: "HS6001" }));
});
