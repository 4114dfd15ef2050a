import { expect, test } from "vitest";
import { type ClockState, changed, clockOf, nextStride, reached } from "./clock.ts";

const minute = 60_000;
const clock: ClockState = { now: 0, speed: 60, paused: false, goal: null };

test("time passes at the speed that is asked for, and not at all while paused", () => {
  expect(nextStride(clock, 1000)).toBe(minute);
  expect(nextStride({ ...clock, speed: 1 }, 1000)).toBe(1000);
  expect(nextStride({ ...clock, paused: true }, 1000)).toBeNull();
});

test("a machine that stalled does not make up for it in one leap", () => {
  expect(nextStride({ ...clock, speed: 3600 }, 60_000)).toBe(30 * minute);
});

test("a jump is lived through in strides, also while paused, and ends where it was meant to", () => {
  let jumping = changed({ ...clock, paused: true }, { jumpMinutes: 70 }, 0);
  const stops: number[] = [];
  for (let to = nextStride(jumping, 0); to !== null; to = nextStride(jumping, 0)) {
    stops.push(to / minute);
    jumping = reached(jumping, to);
  }
  expect(stops).toEqual([30, 60, 70]);
  expect(jumping).toEqual({ ...clock, now: 70 * minute, paused: true });
});

test("a second jump is added to the first, and progress is told over both", () => {
  const once = reached(changed(clock, { jumpMinutes: 60 }, 0), 30 * minute);
  const twice = changed(once, { jumpMinutes: 60 }, 5000);
  const told = clockOf(twice, 10_000, null);
  expect(told.catchingUp).toEqual({ done: 30 * minute, total: 120 * minute, etaSeconds: 30 });
});

test("a machine that falls behind says how fast it is", () => {
  expect(clockOf(clock, 0, 40).actualSpeed).toBe(40);
  expect(clockOf({ ...clock, paused: true }, 0, 40)).not.toHaveProperty("actualSpeed");
});
