import type { Instant } from "../observation/observation.ts";
import type { KnownInput } from "./cgm-series.ts";
import { step } from "./protocol.ts";

/** Steps of the past that a context is laid out on: two hours and a half. */
export const lagCount = 30;

/** All that a forecaster is given: nothing in it is later than `madeAt`, the time of the last reading. */
export interface ForecastContext {
  readonly subject: string;
  readonly madeAt: Instant;
  /** Glucose now, 5, 10, … min ago (mg/dL), on lines between readings of the unbroken stretch that ends now. */
  readonly lags: Float64Array;
  /** How many of the lags were observed; beyond them the earliest value of the stretch stands. */
  readonly known: number;
  /** Mean of the person's readings so far, drawn a little towards everyone's (mg/dL). */
  readonly usual: number;
  /** The person's readings so far: views, not copies. */
  readonly times: Float64Array;
  readonly glucose: Float64Array;
  /** Doses and meals that were recorded by now. */
  readonly inputs: readonly KnownInput[];
}

/** A context and what came after it, on the same 5-min steps. */
export interface Episode {
  readonly context: ForecastContext;
  /** Glucose 5, 10, … min after `madeAt` (mg/dL). */
  readonly truth: Float64Array;
}

/** Glucose on a 5-min grid backwards from reading `at`, using readings `from` … `at` only. */
export function lagsAt(times: Float64Array, glucose: Float64Array, from: number, at: number): Float64Array {
  const lags = new Float64Array(lagCount);
  let right = at;
  for (let lag = 0; lag < lagCount; lag++) {
    const due = times[at]! - lag * step;
    while (right > from && times[right - 1]! >= due) right--;
    lags[lag] = valueAt(times, glucose, from, right, due);
  }
  return lags;
}

/** Value at `due`, where `right` is the earliest reading at or after it; constant before the stretch began. */
function valueAt(
  times: Float64Array,
  glucose: Float64Array,
  from: number,
  right: number,
  due: number,
): number {
  if (right === from) return glucose[from]!;
  const share = (due - times[right - 1]!) / (times[right]! - times[right - 1]!);
  return glucose[right - 1]! + share * (glucose[right]! - glucose[right - 1]!);
}
