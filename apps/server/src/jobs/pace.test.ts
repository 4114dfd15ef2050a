import { expect, test } from "vitest";
import { Pace } from "./pace.ts";

test("the rest takes as long as it would at the pace so far", () => {
  const pace = new Pace(1000);
  expect(pace.secondsLeft(1100, 1, 100)).toBeNull();
  expect(pace.secondsLeft(11_000, 25, 100)).toBe(30);
  expect(new Pace(0).secondsLeft(10_000, 0, 100)).toBeNull();
  expect(new Pace(0).secondsLeft(10_000, 1, null)).toBeNull();
});

test("work that has become slower tells so within half a minute", () => {
  const pace = new Pace(0);
  for (let second = 1; second <= 20; second++) pace.secondsLeft(1000 * second, 2 * second, 200);
  let left: number | null = null;
  for (let second = 21; second <= 52; second++)
    left = pace.secondsLeft(1000 * second, 40 + 0.1 * (second - 20), 200);
  expect(left).toBeCloseTo((200 - 43.2) / 0.1, 0);
});

test("work that stands still has no end that could be told", () => {
  const pace = new Pace(0);
  for (let second = 1; second <= 40; second++) pace.secondsLeft(1000 * second, 10, 200);
  expect(pace.secondsLeft(41_000, 10, 200)).toBeNull();
});
