import { cgmSeries } from "@homeostat/twin";
import { expect, test } from "vitest";
import { type Contested, leftOut, worthOf } from "./choice/choose.ts";
import { contest, type Fared } from "./choice/contest.ts";
import { candidates } from "./choice/designs.ts";
import { choicePage } from "./choice/page.ts";

const fared = (all: number, test: number): Fared => ({
  all: { windows: 9, rmse: all, mse: all ** 2 },
  test: { windows: 3, rmse: test, mse: test ** 2 },
});
const contested: readonly Contested[] = [
  { dataSet: "a", fared: [fared(10, 10), fared(9, 11), fared(20, 1)] },
  { dataSet: "b", fared: [fared(10, 10), fared(9, 11), fared(20, 1)] },
  { dataSet: "c", fared: [fared(10, 10), fared(30, 2), fared(4, 9)] },
];

test("what is chosen for a set is chosen on the others, and never by the test windows", () => {
  expect(leftOut(contested)).toEqual([2, 2, 1]);
  expect(worthOf(contested, 0)).toBe(0);
  expect(worthOf(contested.slice(0, 2), 1)).toBeCloseTo(Math.log(0.9), 12);
  const page = choicePage(candidates().slice(0, 3), contested);
  expect(page).toContain("| **c**, 3 windows | straight | 2.00 / 4.0 | 10.00 / 100.0 |");
});

test("a contestant among others fares as it does alone", () => {
  const readings = (seed: number) =>
    Array.from({ length: 1400 }, (_, i) => ({
      at: i * 300_000,
      glucose: 140 + 40 * Math.sin(i / 23 + seed) + 9 * Math.sin(i * 1.7 * seed) + 5 * Math.sin(i * i),
    }));
  const series = [1, 2].map((seed) => cgmSeries(`${seed}`, readings(seed)));
  const protocol = {
    gapMinutes: 45,
    minimumSegment: 240,
    testLength: 240,
    contextLength: 192,
    horizon: 12,
    stride: 6,
  };
  const chosen = candidates().slice(0, 3);
  const together = contest(series, chosen, protocol, () => undefined);
  const alone = chosen.map((one) => contest(series, [one], protocol, () => undefined)[0]);
  expect(together).toEqual(alone);
  expect(together[0]!.test.windows).toBeGreaterThan(70);
  expect(together[0]!.all.windows).toBeGreaterThan(together[0]!.test.windows);
});
