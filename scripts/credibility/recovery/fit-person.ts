import { drawNormal } from "@homeostat/engine";
import { replayBg2023, replayBg2023Allows, replayBg2023Delays, replayBg2023Priors } from "@homeostat/models";
import {
  DayPosterior,
  type DayValues,
  type FitErrors,
  fitDay,
  type ReplayFit,
  type ReplayModel,
  resampled,
  valuesAt,
} from "@homeostat/twin";
import {
  dayMinutes,
  daysFitted,
  midnight,
  sensorReadings,
  trueGlucose,
  type VirtualPerson,
  virtualPerson,
} from "./virtual-person.ts";

/**
 * The published priors with two changes, made on other people than those of the study: the level of glucose at the usual
 * basal rate is taken from no cohort but left as wide as basal rates are mis-set, and the volume of glucose, which the paper
 * fixes, is fitted, since the people of the study spread their glucose over two compartments.
 */
export const replayed: ReplayModel = {
  model: replayBg2023,
  output: "sensorGlucose",
  priors: {
    ...replayBg2023Priors,
    Gb: { kind: "normal", mean: 130, sd: 30 },
    VG: { kind: "logNormal", median: 1.45, cv: 0.5 },
  },
  allows: replayBg2023Allows,
  mealDelay: replayBg2023Delays.meal,
  insulinDelay: replayBg2023Delays.insulin,
};

/** The sensor's gain and offset spread as published for the Dexcom G6 (Vettoretti 2019, doi:10.3390/s19235320). */
const errors: FitErrors = {
  gain: [0.945, 0.1],
  offset: [6.4, 5.4],
  size: [12, 0.5],
  correlationMinutes: 60,
  fresh: 2,
  believed: 0.5,
};

const drawsUsed = 120;
export const firstReading = midnight / 5;
export const readingsADay = dayMinutes / 5;
export const readingsFitted = daysFitted * readingsADay + 1;

/** One virtual person and what their days taught. */
export interface FittedPerson {
  readonly person: VirtualPerson;
  /** True glucose under the skin, every five minutes. */
  readonly glucose: Float64Array;
  readonly fit: Omit<ReplayFit, "answer">;
  readonly values: readonly DayValues[];
  readonly effectiveSize: number;
}

/** Lets one virtual person live, and fits the model to their days; `count` draws in the last round. */
export function fitPerson(seed: number, member: number, count: number): FittedPerson {
  const person = virtualPerson(seed, member);
  const glucose = trueGlucose(person, person.taken);
  const readings = sensorReadings(person, glucose).subarray(firstReading, firstReading + readingsFitted);
  const times = Float64Array.from(readings, (_, i) => midnight + 5 * i);
  const record = { times, readings, from: 0, taken: person.taken };
  const fixed = { BW: person.truth.BW!, basal: person.basal };
  const posterior = new DayPosterior(replayed, record, fixed, errors);
  const typical = new Float64Array(posterior.effects.names.length);
  const found = fitDay(posterior, [typical], count, person.chance("draws"));
  const draws = resampled(found, drawsUsed, person.chance("resampling"));
  const random = person.chance("replay");
  const normals = (size: number) => Float64Array.from({ length: size }, () => drawNormal(random));
  const values = draws.map((free) => valuesAt(posterior.effects, free));
  const fit = { replayed, posterior, record, fixed, draws, normals };
  return { person, glucose, fit, values, effectiveSize: found.effectiveSize };
}
