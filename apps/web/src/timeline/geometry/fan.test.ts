import { describe, expect, it } from "vitest";
import { bandAt, bandOf, medianOf, spread } from "./fan.ts";

const points = [
  { at: 0, quantiles: [1, 2, 3, 4, 5, 6, 7] },
  { at: 10, quantiles: [11, 12, 13, 14, 15, 16, 17] },
];

describe("past forecasts", () => {
  it("are kept apart, and each ends where the next begins", () => {
    const made = (madeAt: number) => ({
      madeAt,
      points: [1, 2, 3, 4].map((step) => ({ at: madeAt + step * 10, quantiles: [] })),
    });
    const shown = spread([made(30), made(0), made(10)], 25);
    expect(shown.map((points) => points.map(({ at }) => at))).toEqual([
      [10, 20, 30],
      [40, 50, 60, 70],
    ]);
    expect(spread([], 10)).toEqual([]);
  });
});

describe("the fan", () => {
  it("takes each band from its own pair of quantiles", () => {
    expect(bandOf(points, 95)[0]).toEqual({ at: 0, low: 1, high: 7 });
    expect(bandOf(points, 80)[0]).toEqual({ at: 0, low: 2, high: 6 });
    expect(bandOf(points, 50)[1]).toEqual({ at: 10, low: 13, high: 15 });
    expect(medianOf(points)[1]).toEqual({ at: 10, value: 14 });
  });
  it("is read between its points, and nowhere else", () => {
    expect(bandAt(points, 5, 80)).toEqual({ at: 5, low: 7, high: 11, median: 9 });
    expect(bandAt(points, 11, 80)).toBeNull();
    expect(bandAt(points, -1, 80)).toBeNull();
    expect(bandAt([], 0, 80)).toBeNull();
  });
});
