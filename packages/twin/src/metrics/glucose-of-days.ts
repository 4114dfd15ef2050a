import type { RandomStream } from "@homeostat/engine";
import { quantilesOf } from "@homeostat/engine/infer";
import { mean, standardDeviation } from "./moments.ts";
import { type TimeInRanges, timeInRanges } from "./ranges.ts";

/** A number of these days, and where it would lie with other days like them. */
export interface OfDays {
  readonly value: number;
  /** 80 % interval; null with fewer than three days, which do not tell how days differ. */
  readonly interval80: readonly [number, number] | null;
}

/** What a person's readings of some days say by themselves. */
export interface GlucoseOfDays {
  readonly readings: number;
  /** Days with readings. */
  readonly days: number;
  /** mg/dL */
  readonly mean: OfDays;
  /** Standard deviation over mean. */
  readonly variation: OfDays;
  readonly ranges: { readonly [name in keyof TimeInRanges]: OfDays };
}

const day = 86_400_000;
const fewestDays = 3;
const resamples = 400;
const tenth = 0.1;

/**
 * Mean, variation and time in ranges with their doubt: whole days are drawn again with replacement (Efron 1979,
 * doi:10.1214/aos/1176344552), for the readings of one day hang together.
 *
 * @param times ascending, ms on the person's clock; `glucose` mg/dL, one per time, at least one
 */
export function glucoseOfDays(
  times: Float64Array,
  glucose: Float64Array,
  chance: RandomStream,
): GlucoseOfDays {
  const days = [...Map.groupBy(times.keys(), (i) => Math.floor(times[i]! / day)).values()].map((places) =>
    Float64Array.from(places, (i) => glucose[i]!),
  );
  const all = summaryOf(glucose);
  const drawn = days.length < fewestDays ? [] : Array.from({ length: resamples }, () => again(days, chance));
  const ofDays = (value: (one: Summary) => number): OfDays => ({
    value: value(all),
    interval80: drawn.length === 0 ? null : middleOf(drawn.map(value)),
  });
  const range = (name: keyof TimeInRanges) => ofDays(({ ranges }) => ranges[name]);
  return {
    readings: glucose.length,
    days: days.length,
    mean: ofDays((one) => one.mean),
    variation: ofDays((one) => one.sd / one.mean),
    ranges: {
      veryLow: range("veryLow"),
      low: range("low"),
      inRange: range("inRange"),
      high: range("high"),
      veryHigh: range("veryHigh"),
    },
  };
}

interface Summary {
  readonly mean: number;
  readonly sd: number;
  readonly ranges: TimeInRanges;
}

const summaryOf = (glucose: Float64Array): Summary => ({
  mean: mean(glucose),
  sd: glucose.length > 1 ? standardDeviation(glucose) : 0,
  ranges: timeInRanges(glucose),
});

function again(days: readonly Float64Array[], chance: RandomStream): Summary {
  const drawn = days.map(() => days[Math.floor(days.length * chance.uniform())]!);
  const glucose = new Float64Array(drawn.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const one of drawn) {
    glucose.set(one, at);
    at += one.length;
  }
  return summaryOf(glucose);
}

function middleOf(values: readonly number[]): readonly [number, number] {
  const weights = new Float64Array(values.length).fill(1 / values.length);
  const [low, high] = quantilesOf(Float64Array.from(values), weights, [tenth, 1 - tenth]);
  return [low!, high!];
}
