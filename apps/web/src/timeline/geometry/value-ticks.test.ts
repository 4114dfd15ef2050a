import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { glucoseRangeOf, rangeOf, valueTicks } from "./value-ticks.ts";

describe("valueTicks", () => {
  it("are round", () => {
    expect(valueTicks(40, 260, 4)).toEqual([100, 200]);
    expect(valueTicks(0, 1, 4)).toEqual([0, 0.25, 0.5, 0.75, 1]);
    expect(valueTicks(5, 5, 4)).toEqual([]);
  });
  it("lie inside and number about what was asked for", () => {
    const bounds = fc.tuple(fc.integer({ min: -1e5, max: 1e5 }), fc.integer({ min: 1, max: 1e5 }));
    fc.assert(
      fc.property(bounds, ([low, length]) => {
        const ticks = valueTicks(low, low + length, 5);
        expect(ticks.length).toBeLessThanOrEqual(6);
        expect(ticks.length).toBeGreaterThanOrEqual(2);
        expect(ticks.every((tick) => tick >= low - 1e-6 && tick <= low + length + 1e-6)).toBe(true);
      }),
    );
  });
});

describe("ranges", () => {
  it("hold the values and the normal range, and do not sink below zero for amounts", () => {
    expect(rangeOf([5], null)).toEqual([4.5, 5.5]);
    const [low, high] = rangeOf([1, 2], [60, 100]);
    expect(low).toBe(0);
    expect(high).toBeGreaterThan(100);
    expect(rangeOf([], null)).toEqual([0, 1]);
  });
  it("of glucose are the same for everybody until they must grow, and are cut when a band explodes", () => {
    expect(glucoseRangeOf([90, 200])).toEqual([40, 260]);
    expect(glucoseRangeOf([90, 310])).toEqual([40, 360]);
    expect(glucoseRangeOf([35])[0]).toBe(20);
    expect(glucoseRangeOf([4000])[1]).toBe(500);
  });
});
