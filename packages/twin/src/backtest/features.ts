import type { ForecastContext } from "./context.ts";

/** Turns a context into the inputs of a regression, each of the size of one. */
export type Feature = (context: ForecastContext) => readonly number[];

export const constant: Feature = () => [1];

/** The last `count` changes between 5-min steps, newest first (mg/dL per 10). */
export const changes =
  (count: number): Feature =>
  ({ lags }) => {
    const result = new Array<number>(count);
    for (let lag = 0; lag < count; lag++) result[lag] = (lags[lag]! - lags[lag + 1]!) / 10;
    return result;
  };

/** How far glucose is from the person's usual. */
export const level: Feature = (context) => [levelOf(context)];

/** Sine and cosine of the hour of the day and of its double: the daily rhythm that does not depend on today. */
export const clock: Feature = ({ madeAt }) => {
  const angle = (2 * Math.PI * madeAt) / 86_400_000;
  return [Math.sin(angle), Math.cos(angle), Math.sin(2 * angle), Math.cos(2 * angle)];
};

/** Where a straight line is not enough: high glucose falls faster, steep rises bend, rises and falls differ. */
export const bends: Feature = (context) => {
  const high = levelOf(context);
  const { quarter, half } = slopes(context);
  return [
    Math.abs(high) * high,
    quarter * high,
    half * high,
    Math.abs(quarter) * quarter,
    Math.tanh(quarter),
    Math.tanh(half),
    Math.max(quarter, 0),
    Math.max(half, 0),
  ];
};

/** What the size of a forecast's error depends on: how restless glucose is, its slope, its height, the hour. */
export const circumstances: Feature = (context) => {
  const { quarter, half } = slopes(context);
  const restless = Math.log(restlessness(context, 12) + 1);
  const high = levelOf(context);
  return [
    1,
    restless,
    Math.log(restlessness(context, 24) + 1),
    Math.abs(quarter),
    quarter,
    Math.abs(half),
    high,
    Math.abs(high),
    context.usual / 100,
    ...clock(context),
  ];
};

/** Root mean square of the last `count` 5-min changes (mg/dL). */
export function restlessness({ lags }: ForecastContext, count: number): number {
  let sum = 0;
  for (let lag = 0; lag < count; lag++) sum += (lags[lag]! - lags[lag + 1]!) ** 2;
  return Math.sqrt(sum / count);
}

/** Joins features into one vector. */
export function inputsOf(context: ForecastContext, features: readonly Feature[]): Float64Array {
  return Float64Array.from(features.flatMap((feature) => feature(context)));
}

const levelOf = ({ lags, usual }: ForecastContext) => (lags[0]! - usual) / 50;

function slopes({ lags }: ForecastContext) {
  return { quarter: (lags[0]! - lags[3]!) / 15, half: (lags[0]! - lags[6]!) / 30 };
}
