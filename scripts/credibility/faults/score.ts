import { randomStream } from "@homeostat/engine";
import type { Episode } from "./inject.ts";

/** A person's readings with a score each, and when the sensor was truly at fault. */
export interface Scored {
  readonly at: readonly number[];
  readonly score: readonly number[];
  readonly episodes: readonly Episode[];
}

export interface RocPoint {
  readonly threshold: number;
  /** Share of the episodes with a reading at or above the threshold. */
  readonly detected: number;
  readonly falseAlarmsPerWeek: number;
  /** Median time from an episode's first reading to its first alarm, min. */
  readonly delay: number;
}

/** An alarm just after a fault still belongs to it; alarms closer than half an hour are one. */
const after = 20 * 60_000;
const apart = 30 * 60_000;

export function rocPoint(people: readonly Scored[], threshold: number): RocPoint {
  const delays: number[] = [];
  let [episodes, alarms, readings] = [0, 0, 0];
  for (const person of people) {
    const raised = person.at.filter((_, i) => person.score[i]! >= threshold);
    episodes += person.episodes.length;
    readings += person.at.length;
    for (const { from, to } of person.episodes) {
      const first = raised.find((at) => at >= from && at <= to);
      if (first !== undefined) delays.push((first - from) / 60_000);
    }
    let last = Number.NEGATIVE_INFINITY;
    for (const at of raised.filter((one) => !inside(person.episodes, one, after))) {
      if (at - last > apart) alarms++;
      last = at;
    }
  }
  delays.sort((a, b) => a - b);
  return {
    threshold,
    detected: delays.length / episodes,
    falseAlarmsPerWeek: (7 * 288 * alarms) / readings,
    delay: delays[delays.length >> 1] ?? Number.NaN,
  };
}

const inside = (episodes: readonly Episode[], at: number, beyond: number) =>
  episodes.some(({ from, to }) => at >= from && at <= to + beyond);

/** The chance that a faulty reading scores above a good one (Mann & Whitney), with its 95 % interval over people. */
export function areaUnderCurve(people: readonly Scored[]): {
  readonly area: number;
  readonly interval: readonly [number, number];
} {
  const parts = people.map(sides);
  const wins = parts.map(({ faulty }) => parts.map(({ good }) => winsOver(faulty, good)));
  const areaOf = (drawn: readonly number[]) => {
    const count = (side: "faulty" | "good") => drawn.reduce((sum, i) => sum + parts[i]![side].length, 0);
    const won = drawn.reduce((sum, i) => drawn.reduce((all, j) => all + wins[i]![j]!, sum), 0);
    return won / (count("faulty") * count("good"));
  };
  const chance = randomStream({ seed: 1, purpose: "faults/bootstrap", member: 0 });
  const areas = Array.from({ length: 200 }, () =>
    areaOf(people.map(() => Math.floor(chance.uniform() * people.length))),
  )
    .filter((area) => !Number.isNaN(area))
    .sort((a, b) => a - b);
  const end = (share: number) => areas[Math.floor(share * areas.length)] ?? Number.NaN;
  return { area: areaOf([...people.keys()]), interval: [end(0.025), end(0.975)] };
}

/** A person's scores in faults and of good readings, ascending; just after a fault they are neither. */
function sides({ at, score, episodes }: Scored) {
  const within = (beyond: number) => (_: number, i: number) => inside(episodes, at[i]!, beyond);
  const ascending = (scores: readonly number[]) => Float64Array.from(scores).sort();
  return {
    faulty: ascending(score.filter(within(0))),
    good: ascending(score.filter((one, i) => !within(after)(one, i))),
  };
}

/** Over all pairs: how often the first is greater, equal ones by half; both ascending. */
function winsOver(first: Float64Array, second: Float64Array): number {
  let [below, upTo, sum] = [0, 0, 0];
  for (const value of first) {
    while (below < second.length && second[below]! < value) below++;
    while (upTo < second.length && second[upTo]! <= value) upTo++;
    sum += (below + upTo) / 2;
  }
  return sum;
}
