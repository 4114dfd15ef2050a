import { drawNormal, type RandomStream, randomStream } from "@homeostat/engine";
import { cgm, g6Population, noCgmFaults, usualCgm } from "@homeostat/models";
import type { Observation } from "@homeostat/twin";
import { glucoseOf, type Life, minute } from "./lives.ts";

/** What is wrong with a sensor, how often: the truth that detection is held against. */
export const faultKinds = ["compression low", "wild reading", "stuck sensor"] as const;
export type FaultKind = (typeof faultKinds)[number];

/** A fault as it was: from its first reading to its last, or to the last that was missing. */
export interface Episode {
  readonly from: number;
  readonly to: number;
}

interface SensorDays {
  readonly readings: readonly Observation[];
  readonly episodes: readonly Episode[];
}

interface Point {
  readonly at: number;
  readonly value: number;
  readonly asleep: boolean;
}

type Injected = { readonly points: readonly Point[]; readonly episodes: readonly Episode[] };

/** The days of a life through a sensor of its own that has one kind of fault, or none. */
export function through(life: Life, kind: FaultKind | null): SensorDays {
  const chance = (purpose: string) =>
    randomStream({ seed: life.seed, purpose: `faults/${purpose}/${life.member.id}`, member: 0 });
  const clean = cleanPoints(life, chance("sensor"));
  const { points, episodes } =
    kind === null ? { points: clean, episodes: [] } : injectors[kind](clean, chance(kind));
  const readings = points.map((point) => glucoseOf(life, "cgmGlucose", point, "faults"));
  return { readings, episodes };
}

/** Through the published error model of the sensor, without faults; warmed up before. */
function cleanPoints({ truth, offsetMinutes }: Life, chance: RandomStream): readonly Point[] {
  const sensor = cgm({ ...usualCgm, errors: g6Population, faults: noCgmFaults, warmUpMinutes: 0 });
  let state = sensor.begin(chance);
  return truth.map(({ at, interstitial }) => {
    const stepped = sensor.step(state, { interstitial, asleep: false }, chance);
    state = stepped.state;
    const hour = ((at / minute + offsetMinutes) % 1440) / 60;
    return { at, value: stepped.output.reading!, asleep: hour < 6.5 || hour >= 23.5 };
  });
}

const between = (low: number, high: number, chance: RandomStream) => low + (high - low) * chance.uniform();
const steps = (minutes: number) => Math.max(1, Math.round(minutes / 5));

/** Begins an episode at a point with this chance, some time after the last; `lasting` in minutes. */
function injecting(
  points: readonly Point[],
  chance: RandomStream,
  perReading: (point: Point) => number,
  lasting: readonly [number, number],
  wrong: (seen: readonly Point[], chance: RandomStream) => readonly number[],
): Injected {
  const out = [...points];
  const episodes: Episode[] = [];
  for (let i = 36; i < points.length; i++) {
    if (chance.uniform() >= perReading(points[i]!)) continue;
    const count = Math.min(steps(between(...lasting, chance)), points.length - i);
    const seen = points.slice(i, i + count);
    wrong(seen, chance).forEach((value, k) => {
      out[i + k] = { ...seen[k]!, value: shown(value) };
    });
    episodes.push({ from: seen[0]!.at, to: seen.at(-1)!.at });
    i += count + 24;
  }
  return { points: out, episodes };
}

const shown = (value: number) => Math.round(Math.min(400, Math.max(40, value)));

/**
 * Compression: half a sine of 20–60 mg/dL over 20–60 min while asleep, as the clinic's sensors have it, but about every night.
 * Wild: one reading, 25 mg/dL or more off. Stuck: one value for 45–120 min.
 */
const injectors: Readonly<Record<FaultKind, (points: readonly Point[], chance: RandomStream) => Injected>> = {
  "compression low": (points, chance) =>
    injecting(
      points,
      chance,
      ({ asleep }) => (asleep ? 0.015 : 0),
      [20, 60],
      (seen, own) => {
        const depth = between(20, 60, own);
        return seen.map(({ value }, k) => value - depth * Math.sin((Math.PI * (k + 0.5)) / seen.length));
      },
    ),
  "wild reading": (points, chance) =>
    injecting(
      points,
      chance,
      () => 1 / 144,
      [5, 5],
      (seen, own) => {
        const off = (25 + Math.abs(drawNormal(own, 0, 30))) * (own.uniform() < 0.5 ? -1 : 1);
        return seen.map(({ value }) => value + off);
      },
    ),
  "stuck sensor": (points, chance) =>
    injecting(
      points,
      chance,
      () => 1 / 200,
      [45, 120],
      (seen) => seen.map(() => seen[0]!.value),
    ),
};
