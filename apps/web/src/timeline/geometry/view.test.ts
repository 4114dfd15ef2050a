import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clusters, lowerBound, nearest, runs, usualPause, within } from "./view.ts";

const self = (value: number) => value;

describe("within", () => {
  it("keeps one neighbour on either side, so that lines leave the window", () => {
    expect(within([1, 2, 3, 4, 5, 6], self, 3, 4)).toEqual([2, 3, 4]);
    expect(within([1, 2, 3, 4, 5, 6], self, 2.5, 4.5)).toEqual([2, 3, 4, 5]);
    expect(within([], self, 0, 1)).toEqual([]);
  });
  it("finds the same place as a search from the start", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 50 })),
        fc.integer({ min: -5, max: 55 }),
        (items, time) => {
          const sorted = items.sort((a, b) => a - b);
          const found = sorted.findIndex((item) => item >= time);
          expect(lowerBound(sorted, self, time)).toBe(found < 0 ? sorted.length : found);
        },
      ),
    );
  });
});

describe("runs and clusters", () => {
  it("break at pauses", () => {
    expect(runs([1, 2, 9, 10, 30], self, 3)).toEqual([[1, 2], [9, 10], [30]]);
  });
  it("break where a pause is far longer than usual", () => {
    expect(usualPause([0, 10, 20, 30, 500])).toBe(40);
    expect(usualPause([5])).toBe(Number.POSITIVE_INFINITY);
  });
  it("join what would overlap", () => {
    expect(clusters([0, 4, 20], self, 10).map(({ items }) => items.length)).toEqual([2, 1]);
  });
});

describe("nearest", () => {
  const place = (value: number) => ({ x: value, y: 0 });
  it("takes the closest within reach only", () => {
    expect(nearest([0, 10, 20], place, 12, 0, 6)).toBe(10);
    expect(nearest([0, 10, 20], place, 40, 0, 6)).toBeNull();
  });
});
