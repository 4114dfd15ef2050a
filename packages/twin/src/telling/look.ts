import type { Measures } from "../twin/design.ts";
import { deviationOf } from "../twin/deviation.ts";
import type { Prepared } from "../twin/prepare.ts";
import type { FurtherMeasurement, Occasion } from "./inquiry.ts";
import { readingTimes } from "./occasion-course.ts";
import { type OccasionSlopes, occasionSlopes } from "./occasion-slopes.ts";

/** An occasion with all that could be read on it. */
export interface Look {
  readonly occasion: Occasion;
  readonly times: readonly number[];
  readonly slopes: OccasionSlopes;
}

/** One value that would be read. */
export interface Read {
  readonly look: Look;
  /** Place among the look's times. */
  readonly time: number;
  readonly of: Pick<Measures, "output" | "of" | "additive" | "proportional"> & Partial<Measures>;
}

export function lookAt(
  prepared: Prepared,
  occasion: Occasion,
  measured: readonly number[],
  free: Float64Array,
  deviations: Float64Array,
): Look {
  const times = [...new Set([...readingTimes(occasion.minutes), ...measured])].sort((a, b) => a - b);
  return { occasion, times, slopes: occasionSlopes(prepared, occasion, times, free, deviations) };
}

/** The sensor's readings of an occasion. */
export function sensorReads({ design, forecastBy }: Prepared, look: Look): readonly Read[] {
  const of = design.measures[forecastBy]!;
  return readingTimes(look.occasion.minutes).map((minute) => ({
    look,
    time: look.times.indexOf(minute),
    of,
  }));
}

export const readAt = (look: Look, of: FurtherMeasurement, minute: number): Read => ({
  look,
  time: look.times.indexOf(minute),
  of,
});

/** How many unknowns an occasion has of its own. */
export const ownUnknowns = ({ slopes }: Look): number => Math.sqrt(slopes.own.length);

const placeOf = ({ kernel }: Prepared, { of }: Read) => kernel.outputs.indexOf(of.output);
const expectedOf = (prepared: Prepared, read: Read) =>
  read.look.slopes.expected[read.time]![placeOf(prepared, read)]!;

/**
 * What a value would read by each unknown, a standard deviation of it: learned parameters, ln of the sensor's gain, and, from
 * `first` on, its occasion's own.
 */
export function slopesOf(prepared: Prepared, read: Read, count: number, first: number): Float64Array {
  const learned = prepared.learned.length;
  const slopes = new Float64Array(count);
  read.look.slopes.by.forEach((rows, k) => {
    slopes[k < learned ? k : first + k - learned] = rows[read.time]![placeOf(prepared, read)]!;
  });
  if (read.of.of === "blood") slopes[learned] = -expectedOf(prepared, read) * (prepared.gain?.sd ?? 0);
  return slopes;
}

/** Covariance of the values' own errors, row by row: only a sensor's readings of one occasion share theirs. */
export function errorsOf(prepared: Prepared, reads: readonly Read[]): Float64Array {
  const deviations = reads.map((read) => deviationOf(read.of, expectedOf(prepared, read)));
  const m = reads.length;
  return Float64Array.from({ length: m * m }, (_, at) => {
    const [i, j] = [Math.floor(at / m), at % m];
    return deviations[i]! * deviations[j]! * (i === j ? 1 : sharedBy(reads[i]!, reads[j]!));
  });
}

function sharedBy(a: Read, b: Read): number {
  const { correlationMinutes = 0, correlatedShare = 0 } = a.of;
  if (a.look !== b.look || a.of !== b.of || correlationMinutes === 0) return 0;
  const apart = Math.abs(a.look.times[a.time]! - b.look.times[b.time]!);
  return correlatedShare * Math.exp(-apart / correlationMinutes);
}
