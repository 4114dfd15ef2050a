import { forecastLevels } from "../forecast/forecast.ts";
import type { Episode, ForecastContext } from "./context.ts";

/**
 * Quantiles of the glucose to come: `steps` rows (5, 10, … min) of `forecastLevels`, row-major, mg/dL.
 */
export type QuantilePath = Float64Array;

/**
 * What can be put to the test. It is fed in the order of time: `note` at each reading, `learn` with each episode
 * once its end is known, `forecast` whenever a forecast is wanted. Asking for a forecast must change nothing.
 */
export interface Forecaster {
  readonly name: string;
  /** A moment from which a forecast can be made: for forecasters that keep a record of their own. */
  note?(context: ForecastContext): void;
  learn(episode: Episode): void;
  forecast(context: ForecastContext): QuantilePath;
}

export const levelCount = forecastLevels.length;
export const medianLevel = forecastLevels.indexOf(0.5);
export const lowLevel = forecastLevels.indexOf(0.1);
export const highLevel = forecastLevels.indexOf(0.9);
