import { centred } from "../ensemble/statistics.ts";
import type { Points } from "../observe/points.ts";
import { type EnsembleUpdate, perturbedObservations } from "./ensemble-update.ts";

/** One observed number as members forecast it, in units of its error (see `Signals`). */
export interface ScalarForecast {
  readonly strength: number;
  /** Observed minus mean forecast. */
  readonly residual: number;
  /** Each member's forecast, about the mean and of unit variance. */
  readonly basis: Float64Array;
  readonly weights: Float64Array;
}

/** How members follow, in standard deviations of the forecast: all of them, and each about the mean. */
interface ScalarMoves {
  readonly shift: number;
  readonly deviations: Float64Array;
}

/** An update that is one of single numbers, each after the other. */
export interface SerialUpdate {
  readonly name: string;
  /**
   * Begins an observation: may prepare members and what they predict, in place.
   *
   * @param draw a standard normal number
   */
  start(points: Points, observed: Points, draw: () => number): (forecast: ScalarForecast) => ScalarMoves;
}

/** Kalman's shift of the mean. */
export const kalmanShift = ({ strength, residual }: ScalarForecast): number =>
  (strength / (1 + strength ** 2)) * residual;

/** An update along directions as one of single numbers. @param shape what is done to the draws of a number */
export function oneByOne(
  update: EnsembleUpdate,
  shape: (draws: Float64Array, weights: Float64Array) => Float64Array = centred,
): SerialUpdate {
  return {
    name: update.name,
    start: (_points, _observed, draw) => (forecast) => {
      const { strength, basis, weights } = forecast;
      const change = update.keep(strength) - 1;
      const noise = update.noise && shape(basis.map(draw), weights);
      const scale = update.noise?.(strength) ?? 0;
      return {
        shift: kalmanShift(forecast),
        deviations: basis.map((value, m) => change * value + (noise ? scale * noise[m]! : 0)),
      };
    },
  };
}

/** Perturbations that have their variance exactly, beside their mean. */
export const unitPerturbations: SerialUpdate = {
  ...oneByOne(perturbedObservations, (draws, weights) => {
    const noise = centred(draws, weights);
    let [variance, shares] = [0, 0];
    noise.forEach((value, m) => {
      variance += weights[m]! * value * value;
      shares += weights[m]! ** 2;
    });
    const scale = Math.sqrt((1 - shares) / variance);
    return noise.map((value) => scale * value);
  }),
  name: "perturbed observations of unit variance",
};
