import { expect, test } from "vitest";
import type { FollowedDrift } from "./follow.ts";
import { rowOf } from "./row.ts";

const hour = 3_600_000;
const life = (told: readonly (readonly [truth: number, bias: number | null])[]): FollowedDrift => ({
  design: "any",
  person: "one",
  course: "each its own",
  perDay: 2,
  told: told.map(([truth, bias], i) => ({ at: i * hour, truth, bias })),
  held: [
    { error: 3, covered: true },
    { error: -4, covered: false },
  ],
});

test("a drift is told so many hours after the sensor was a tenth off", () => {
  const row = rowOf(life([...[0, 0.06, 0.11, 0.12].map((truth) => [truth, null] as const), [0.12, 0.1]]));
  expect(row).toMatchObject({ toldAfterHours: 2, falsely: 0, squares: 25, covered: 1, forecasts: 2 });
});

test("what is told before the sensor is a twentieth off is false, each time that it begins", () => {
  const row = rowOf(
    life([
      [0.02, 0.1],
      [0.02, 0.1],
      [0.02, null],
      [-0.02, -0.1],
      [0.06, 0.1],
    ]),
  );
  expect(row).toMatchObject({ toldAfterHours: null, falsely: 1 + 1 });
});

test("a drift that nobody tells is never told", () => {
  expect(
    rowOf(
      life([
        [0.11, null],
        [0.12, null],
      ]),
    ).toldAfterHours,
  ).toBe("never");
});
