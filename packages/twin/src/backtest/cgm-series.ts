import { failure } from "../errors/registry.ts";
import type { Instant } from "../observation/observation.ts";

/** Something done to a person at a known time, beside the glucose: a dose, a meal. */
export interface KnownInput {
  readonly at: Instant;
  readonly kind: string;
  readonly amount: number;
  /** UCUM; null where the data does not say. */
  readonly unit: string | null;
}

/** One person's sensor glucose in order of time, as a forecaster meets it. */
export interface CgmSeries {
  readonly subject: string;
  /** Milliseconds UTC (the local clock read as UTC where the data has no zone), strictly increasing. */
  readonly times: Float64Array;
  /** mg/dL, one per time. */
  readonly glucose: Float64Array;
  readonly inputs?: readonly KnownInput[];
}

export interface CgmReading {
  readonly at: Instant;
  /** mg/dL */
  readonly glucose: number;
}

/**
 * Puts readings in order of time; of several at one instant the mean counts.
 *
 * Throws HS3101 at a reading whose time or glucose is not a finite number, or whose glucose is not above 0.
 */
export function cgmSeries(
  subject: string,
  readings: readonly CgmReading[],
  inputs?: readonly KnownInput[],
): CgmSeries {
  for (const { at, glucose } of readings) {
    if (!Number.isFinite(at) || !(glucose > 0) || glucose === Number.POSITIVE_INFINITY) {
      throw failure("HS3101", { subject, at, glucose });
    }
  }
  const merged = mergeSameInstant([...readings].sort((a, b) => a.at - b.at));
  return {
    subject,
    times: Float64Array.from(merged, ({ at }) => at),
    glucose: Float64Array.from(merged, ({ glucose }) => glucose),
    ...(inputs ? { inputs } : {}),
  };
}

function mergeSameInstant(sorted: readonly CgmReading[]): CgmReading[] {
  const merged: { at: Instant; glucose: number; count: number }[] = [];
  for (const { at, glucose } of sorted) {
    const last = merged.at(-1);
    if (last?.at !== at) merged.push({ at, glucose, count: 1 });
    else last.glucose += (glucose - last.glucose) / ++last.count;
  }
  return merged;
}
