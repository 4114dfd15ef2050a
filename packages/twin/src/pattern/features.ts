import type { Moment } from "./moment.ts";

/** Writes numbers of the size of one, made from a moment, into the inputs of a regression. */
export interface Feature {
  readonly size: number;
  write(moment: Moment, into: Float64Array, at: number): void;
}

/** Lays features side by side in one vector. */
export function inputsOf(moment: Moment, features: readonly Feature[]): Float64Array {
  let size = 0;
  for (const feature of features) size += feature.size;
  const inputs = new Float64Array(size);
  let at = 0;
  for (const feature of features) {
    feature.write(moment, inputs, at);
    at += feature.size;
  }
  return inputs;
}

export const constant: Feature = {
  size: 1,
  write(_moment, into, at) {
    into[at] = 1;
  },
};

/** The last `size` changes between 5-min steps, newest first (10 mg/dL). */
export const changes = (size: number): Feature => ({
  size,
  write({ lags }, into, at) {
    for (let lag = 0; lag < size; lag++) into[at + lag] = (lags[lag]! - lags[lag + 1]!) / 10;
  },
});

/** Glucose now (100 mg/dL). */
export const height: Feature = {
  size: 1,
  write({ lags }, into, at) {
    into[at] = lags[0]! / 100;
  },
};

/** How far glucose is from the person's usual (50 mg/dL). */
export const level: Feature = {
  size: 1,
  write(moment, into, at) {
    into[at] = levelOf(moment);
  },
};

/** Sine and cosine of the hour of the day and of its double: the daily rhythm that does not depend on today. */
const clock: Feature = {
  size: 4,
  write({ madeAt }, into, at) {
    const angle = (2 * Math.PI * madeAt) / 86_400_000;
    into[at] = Math.sin(angle);
    into[at + 1] = Math.cos(angle);
    into[at + 2] = Math.sin(2 * angle);
    into[at + 3] = Math.cos(2 * angle);
  },
};

/** Where a straight line is not enough: high glucose falls faster, steep rises bend, rises and falls differ. */
export const bends: Feature = {
  size: 8,
  write(moment, into, at) {
    const high = levelOf(moment);
    const quarter = slope(moment, 3);
    const half = slope(moment, 6);
    into[at] = Math.abs(high) * high;
    into[at + 1] = quarter * high;
    into[at + 2] = half * high;
    into[at + 3] = Math.abs(quarter) * quarter;
    into[at + 4] = Math.tanh(quarter);
    into[at + 5] = Math.tanh(half);
    into[at + 6] = Math.max(quarter, 0);
    into[at + 7] = Math.max(half, 0);
  },
};

/** How restless glucose is, its slope, its height. */
const unrest: Feature = {
  size: 8,
  write(moment, into, at) {
    const high = levelOf(moment);
    const quarter = slope(moment, 3);
    into[at] = Math.log(restlessness(moment, 12) + 1);
    into[at + 1] = Math.log(restlessness(moment, 24) + 1);
    into[at + 2] = quarter;
    into[at + 3] = Math.abs(quarter);
    into[at + 4] = Math.abs(slope(moment, 6));
    into[at + 5] = high;
    into[at + 6] = Math.abs(high);
    into[at + 7] = moment.usual / 100;
  },
};

const circumstances = [constant, unrest, clock] as const;
const known = new WeakMap<Moment, Float64Array>();

/** What the size of a forecast's error depends on. Every forecaster asks, so a moment's answer is kept. */
export function circumstancesOf(moment: Moment): Float64Array {
  const found = known.get(moment) ?? inputsOf(moment, circumstances);
  known.set(moment, found);
  return found;
}

/** Root mean square of the last `count` 5-min changes (mg/dL). */
export function restlessness({ lags }: Moment, count: number): number {
  let sum = 0;
  for (let lag = 0; lag < count; lag++) {
    const change = lags[lag]! - lags[lag + 1]!;
    sum += change * change;
  }
  return Math.sqrt(sum / count);
}

const levelOf = ({ lags, usual }: Moment) => (lags[0]! - usual) / 50;

/** Mean slope over the last steps (mg/dL/min). */
const slope = ({ lags }: Moment, steps: number) => (lags[0]! - lags[steps]!) / (5 * steps);
