import { expect, it } from "vitest";
import { periodsOf } from "./rates.ts";

const point = (start: number, value: number, end: number | null = null) =>
  ({ key: String(start), start, end, value, quality: "ok", reason: null }) as const;

it("a rate ends where it says, where the next begins, or now", () => {
  expect(periodsOf([point(0, 1), point(10, 2, 12), point(20, 3)], 50)).toEqual([
    { from: 0, to: 10, value: 1 },
    { from: 10, to: 12, value: 2 },
    { from: 20, to: 50, value: 3 },
  ]);
  expect(periodsOf([point(0, 1, 30), point(10, 2)], 20)[0]?.to).toBe(10);
});

it("a refused rate was never in force", () => {
  expect(periodsOf([{ ...point(0, 1), quality: "refused" }], 10)).toEqual([]);
});
