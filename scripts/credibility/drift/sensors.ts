import { drawNormal, type RandomStream, randomStream } from "@homeostat/engine";
import { type CgmErrorModel, cgm, g6Population, noCgmFaults, usualCgm } from "@homeostat/models";
import type { Observation } from "@homeostat/twin";
import { glucoseOf, type Life, minute } from "../faults/lives.ts";

/** How a sensor's gain goes: none, a published slope a day, or each sensor's own course. */
export const courses = ["none", "2 %/day", "8.6 %/day", "each its own"] as const;
export type Course = (typeof courses)[number];

/**
 * Slopes of ln gain a day: the typical G5 (Vettoretti 2018, doi:10.1109/TBME.2017.2746340), and two standard deviations of
 * the G6's sensors (Vettoretti 2019, doi:10.3390/s19235320).
 */
const slopes: Readonly<Record<Exclude<Course, "each its own">, number>> = {
  none: 0,
  "2 %/day": 0.02,
  "8.6 %/day": 0.086,
};
/** A sensor that is a fifth off drifts no further. */
const furthest = Math.log(1.2);
const day = 1440 * minute;

export interface SensorPoint {
  readonly at: number;
  readonly value: number;
  /** ln of reading over what a sensor without error would read. */
  readonly bias: number;
}

/** The days of a life through a sensor with this course, the noise as published; up in odd seeds, down in even ones. */
export function through(life: Life, course: Course): readonly SensorPoint[] {
  const chance = randomStream({ seed: life.seed, purpose: `drift/sensor/${life.member.id}`, member: 0 });
  const own = course === "each its own";
  const device = cgm({
    ...usualCgm,
    errors: own ? g6Population : steady,
    faults: noCgmFaults,
    warmUpMinutes: 0,
  });
  const first = life.truth[0]!.at;
  let state = device.begin(chance);
  return life.truth.map(({ at, interstitial }) => {
    const days = (at - first) / day;
    const drifted = own ? 0 : Math.min(furthest, slopes[course] * days) * (life.seed % 2 === 1 ? 1 : -1);
    const stepped = device.step(
      state,
      { interstitial: interstitial * Math.exp(drifted), asleep: false },
      chance,
    );
    state = stepped.state;
    const { gain, offset } = state.sensor;
    const along = ([c0, c1, c2]: readonly [number, number, number]) => c0 + days * (c1 + days * c2);
    const bias = own ? Math.log(along(gain) + along(offset) / interstitial) : drifted;
    return { at, value: stepped.output.reading!, bias };
  });
}

/** The published noise about the truth itself. */
const steady: CgmErrorModel = {
  id: "steady",
  title: g6Population.title,
  reference: g6Population.reference,
  typical: { ...g6Population.typical, gain: [1, 0, 0], offset: [0, 0, 0] },
};

export const perDays = [0, 2, 4] as const;
/** Minutes of the local day: before breakfast and at bedtime; before lunch and dinner too. */
const times: Readonly<Record<number, readonly number[]>> = {
  0: [],
  2: [450, 1320],
  4: [450, 720, 1080, 1320],
};
/** ISO 15197:2013: 95 % within 15 mg/dL or 15 %. */
const meterSd = 0.15 / 1.96;

/** Fingersticks of a life, so many a day, a minute after a reading. */
export function fingersticks(life: Life, perDay: number): readonly Observation[] {
  const chance = randomStream({
    seed: life.seed,
    purpose: `drift/fingersticks/${life.member.id}`,
    member: perDay,
  });
  return life.truth
    .filter(({ at }) => times[perDay]!.includes((at / minute + life.offsetMinutes) % 1440))
    .map(({ at, plasma }) =>
      glucoseOf(life, "capillaryGlucose", { at: at + minute, value: measured(plasma, chance) }, "drift"),
    );
}

const measured = (plasma: number, chance: RandomStream) =>
  Math.max(20, Math.round(plasma + Math.max(100, plasma) * meterSd * drawNormal(chance)));
