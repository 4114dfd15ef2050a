import type { FollowedDrift } from "./follow.ts";

/** One life through one sensor, in sums: they add over lives. */
export interface Row extends Pick<FollowedDrift, "design" | "person" | "course" | "perDay"> {
  readonly squares: number;
  readonly covered: number;
  readonly forecasts: number;
  /** Hours from the sensor's being a tenth off to the first that is told after; null: it never was so far off. */
  readonly toldAfterHours: number | "never" | null;
  /** Times that a drift began to be told while the gain was within a twentieth. */
  readonly falsely: number;
  readonly days: number;
}

const off = Math.log(1.1);
const fine = Math.log(1.05);
const hour = 3_600_000;

export function rowOf({ design, person, course, perDay, told, held }: FollowedDrift): Row {
  const begun = told.filter(({ bias }, i) => bias !== null && (told[i - 1]?.bias ?? null) === null);
  const reached = told.find(({ truth }) => Math.abs(truth) >= off);
  const heard = told.find(({ at, bias }) => reached !== undefined && at >= reached.at && bias !== null);
  return {
    design,
    person,
    course,
    perDay,
    squares: held.reduce((sum, { error }) => sum + error ** 2, 0),
    covered: held.filter(({ covered }) => covered).length,
    forecasts: held.length,
    toldAfterHours:
      reached === undefined ? null : heard === undefined ? "never" : (heard.at - reached.at) / hour,
    falsely: begun.filter(({ truth }) => Math.abs(truth) < fine).length,
    days: (told.at(-1)!.at - told[0]!.at) / (24 * hour),
  };
}
