import type { Clock, ClockChange } from "../contract/schemas.ts";

/** The clinic's clock: simulated, and the only one that its people know. */
export interface ClockState {
  readonly now: number;
  /** Simulated seconds per real second that are asked for. */
  readonly speed: number;
  readonly paused: boolean;
  /** Where a jump, or the first days, lead; null while the clock just runs. */
  readonly goal: { readonly from: number; readonly to: number; readonly startedReal: number } | null;
}

const MINUTE = 60_000;
/** The most that is simulated in one go, so that a change of mind is heard soon. */
const LONGEST_STRIDE = 30 * MINUTE;
export const DEFAULT_SPEED = 60;

/** Where the clinic goes next, or null while it stands still. `elapsed` is the real time since the last stride, in ms. */
export function nextStride(clock: ClockState, elapsed: number): number | null {
  if (clock.goal) return Math.min(clock.goal.to, clock.now + LONGEST_STRIDE);
  if (clock.paused) return null;
  return Math.round(clock.now + Math.min(elapsed * clock.speed, LONGEST_STRIDE));
}

/** A jump is added to where a jump under way leads. */
export function changed(clock: ClockState, change: ClockChange, realNow: number): ClockState {
  const from = clock.goal?.to ?? clock.now;
  const jump = change.jumpMinutes;
  return {
    now: clock.now,
    speed: change.speed ?? clock.speed,
    paused: change.paused ?? clock.paused,
    goal:
      jump === undefined
        ? clock.goal
        : {
            from: clock.goal?.from ?? clock.now,
            to: from + jump * MINUTE,
            startedReal: clock.goal?.startedReal ?? realNow,
          },
  };
}

export function reached(clock: ClockState, now: number): ClockState {
  return { ...clock, now, goal: clock.goal && clock.goal.to > now ? clock.goal : null };
}

/** As the API tells it. `actualSpeed` is the pace of the last stretch. */
export function clockOf(clock: ClockState, realNow: number, actualSpeed: number | null): Clock {
  const { now, speed, paused, goal } = clock;
  const slow = actualSpeed !== null && goal === null && !paused;
  return {
    now,
    speed,
    paused,
    catchingUp: goal && {
      done: now - goal.from,
      total: goal.to - goal.from,
      etaSeconds:
        now > goal.from ? ((realNow - goal.startedReal) * (goal.to - now)) / (now - goal.from) / 1000 : null,
    },
    ...(slow ? { actualSpeed } : {}),
  };
}
