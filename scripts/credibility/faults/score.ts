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
  const chance = randomStream({ seed: 1, purpose: "faults/bootstrap", member: 0 });
  const areas = Array.from({ length: 200 }, () =>
    areaOf(people.map(() => people[Math.floor(chance.uniform() * people.length)]!)),
  )
    .filter((area) => !Number.isNaN(area))
    .sort((a, b) => a - b);
  const end = (share: number) => areas[Math.floor(share * areas.length)] ?? Number.NaN;
  return { area: areaOf(people), interval: [end(0.025), end(0.975)] };
}

function areaOf(people: readonly Scored[]): number {
  const all = people.flatMap(({ at, score, episodes }) =>
    at.flatMap((when, i) => {
      const faulty = inside(episodes, when, 0);
      return faulty || !inside(episodes, when, after) ? [{ score: score[i]!, faulty }] : [];
    }),
  );
  all.sort((a, b) => a.score - b.score);
  let [ranks, faulty] = [0, 0];
  for (let i = 0; i < all.length; ) {
    let end = i;
    while (end < all.length && all[end]!.score === all[i]!.score) end++;
    for (let k = i; k < end; k++)
      if (all[k]!.faulty) {
        ranks += (i + end + 1) / 2;
        faulty++;
      }
    i = end;
  }
  return (ranks - (faulty * (faulty + 1)) / 2) / (faulty * (all.length - faulty));
}
