import { foretellDay, glucoseOf, type Mismatch, replayDay } from "@homeostat/twin";
import { type FittedPerson, firstReading, readingsADay, readingsFitted, replayed } from "./fit-person.ts";
import {
  dayMinutes,
  daysFitted,
  type InsulinChange,
  midnight,
  otherInsulin,
  sensorReadings,
  trueGlucose,
} from "./virtual-person.ts";

export const levels = [0.05, 0.5, 0.95] as const;
/** The two that the bar is set on, and two harder ones. */
export const changes: readonly InsulinChange[] = [
  { name: "boluses −20 %", factor: 0.8, basalToo: false },
  { name: "boluses +20 %", factor: 1.2, basalToo: false },
  { name: "all insulin −20 %", factor: 0.8, basalToo: true },
  { name: "all insulin +20 %", factor: 1.2, basalToo: true },
];

/** What a sensor shows. */
const shown = (values: Float64Array) => values.map((value) => Math.min(400, Math.max(40, value)));

/** A replayed or foretold course (quantiles at `levels`) beside what the person's sensor would have read, and the truth. */
export interface Course {
  readonly quantiles: readonly Float64Array[];
  readonly read: Float64Array;
  readonly truth: Float64Array;
}

/** The fitted days under other insulin. */
export function replayedCourse(
  { person, fit }: FittedPerson,
  change: InsulinChange,
  answer: Mismatch,
): Course {
  const taken = otherInsulin(person, change);
  const truth = trueGlucose(person, taken);
  const read = sensorReadings(person, truth).subarray(firstReading, firstReading + readingsFitted);
  return {
    quantiles: replayDay({ ...fit, answer }, taken, levels).map(shown),
    read,
    truth: shown(truth.subarray(firstReading, firstReading + readingsFitted)),
  };
}

/** The day after the fitted ones, from what is taken on it. */
export function nextDay({ person, glucose, fit }: FittedPerson): Course {
  const from = firstReading + daysFitted * readingsADay;
  const times = Float64Array.from(
    { length: readingsADay + 1 },
    (_, i) => midnight + daysFitted * dayMinutes + 5 * i,
  );
  const answer = { bias: 0, sd: 0 };
  return {
    quantiles: foretellDay({ ...fit, answer }, times, levels).map(shown),
    read: sensorReadings(person, glucose).subarray(from, from + times.length),
    truth: shown(glucose.subarray(from, from + times.length)),
  };
}

/** How much larger the true answer to a change of insulin was than the model's, as the logarithm. */
export function answerOf({ person, glucose, fit, values }: FittedPerson, change: InsulinChange): number {
  const taken = otherInsulin(person, change);
  const scene = { ...fit.record, fixed: fit.fixed };
  const before = glucoseOf(replayed, scene, values);
  const after = glucoseOf(replayed, { ...scene, taken }, values);
  const truth = trueGlucose(person, taken);
  let [both, own] = [0, 0];
  for (let i = 0; i < readingsFitted; i++) {
    const model = after.reduce((sum, row, d) => sum + row[i]! - before[d]![i]!, 0) / after.length;
    both += model * (truth[firstReading + i]! - glucose[firstReading + i]!);
    own += model * model;
  }
  return Math.log(Math.max(0.05, both / own));
}
