import fc from "fast-check";
import { expect, test } from "vitest";
import { thin } from "./thin.ts";

const point = fc.record({
  start: fc.integer({ min: 0, max: 1e9 }),
  value: fc.double({ min: 0, max: 500, noNaN: true }),
});
const lane = fc.array(point, { minLength: 1, maxLength: 400 }).map((points) =>
  points
    .sort((a, b) => a.start - b.start)
    .map(({ start, value }, i) => ({
      key: `k${i}`,
      start,
      end: null,
      value,
      quality: "ok" as const,
      reason: null,
    })),
);

test("thinning keeps the lowest and the highest, the order, and the limit", () => {
  fc.assert(
    fc.property(lane, fc.integer({ min: 10, max: 100 }), (points, limit) => {
      const { points: kept, thinned } = thin(points, limit);
      const extremes = (list: readonly { value: number }[]) => {
        const values = list.map(({ value }) => value);
        return [Math.min(...values), Math.max(...values)];
      };
      expect(extremes(kept)).toEqual(extremes(points));
      expect(kept.length).toBeLessThanOrEqual(Math.max(limit, 2));
      expect(thinned).toBe(points.length > limit);
      const places = kept.map((one) => points.findIndex(({ key }) => key === one.key));
      expect(places).toEqual(places.toSorted((a, b) => a - b));
    }),
  );
});
