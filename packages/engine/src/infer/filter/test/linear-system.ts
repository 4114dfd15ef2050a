import { normalQuantile } from "../../../ensemble/normal-quantile.ts";
import { factorise } from "../../map/symmetric.ts";
import type { Dynamics } from "../contract/dynamics.ts";
import type { Moments, NormalPrior } from "../contract/filter.ts";
import { squared } from "../linear/triangularise.ts";
import type { FilterObservation } from "../observe/observation.ts";
import { identity, inverse, minus, plus, product, transposed } from "./matrices.ts";

/**
 * A linear system with normal noise, for which Kalman's filter (1960, doi:10.1115/1.3662552) and the smoother of Rauch, Tung
 * & Striebel (1965, doi:10.2514/3.3166) are exact: a damped oscillator, a constant that drives it, and their noise.
 */
export const size = 3;
const transition = Float64Array.of(0.9, 0.3, 0.1, -0.3, 0.85, 0.2, 0, 0, 1);
const noiseFactor = Float64Array.of(0.2, 0, 0, 0.05, 0.3, 0, 0, 0, 0.05);
const observing = Float64Array.of(1, 0, 0.5, 0, 1, -1);
const errorCovariance = Float64Array.of(0.5, 0.15, 0.15, 0.4);
export const prior: NormalPrior = {
  mean: Float64Array.of(1, -1, 0.5),
  factor: Float64Array.of(1, 0, 0, 0.4, 0.8, 0, -0.2, 0.3, 0.6),
};

const noiseCovariance = squared(noiseFactor, size);

/** One step a unit of time. */
export const dynamics: Dynamics = {
  size,
  advance(x, from, to) {
    for (let t = from; t < to; t++) x.set(product(transition, x, size, size, 1));
  },
  noise: {
    add(x, from, to, stream) {
      for (let t = from; t < to; t++) {
        const z = Float64Array.from({ length: size }, () => normalQuantile(stream.uniform()));
        x.set(plus(x, product(noiseFactor, z, size, size, 1)));
      }
    },
    moments: () => ({ factor: noiseFactor, columns: size }),
  },
};

export const observations: readonly FilterObservation[] = [
  [1, 1.7, -2.1],
  [2, 0.2, -1.4],
  [3, -0.6, -2.2],
  [4, 0.4, -1.1],
  [5, 1.9, -0.3],
].map(([at, a, b]) => ({
  at: at!,
  values: Float64Array.of(a!, b!),
  error: errorCovariance,
  predict: (x, into) => into.set(product(observing, x, 2, size, 1)),
}));

export interface ExactRun {
  readonly filtered: readonly Moments[];
  readonly smoothed: readonly Moments[];
  readonly logEvidence: number;
}

/** What every filter has to come to. */
export function exactRun(): ExactRun {
  let belief: Moments = { mean: prior.mean, covariance: squared(prior.factor, size) };
  let logEvidence = 0;
  const filtered: Moments[] = [];
  const forecasts: Moments[] = [];
  for (const { values } of observations) {
    const forecast = kalmanForecast(belief);
    const analysis = kalmanAnalysis(forecast, values);
    forecasts.push(forecast);
    filtered.push(analysis.posterior);
    logEvidence += analysis.logEvidence;
    belief = analysis.posterior;
  }
  return { filtered, smoothed: smooth(filtered, forecasts), logEvidence };
}

function kalmanForecast({ mean, covariance }: Moments): Moments {
  const spread = product(
    product(transition, covariance, size, size, size),
    transposed(transition, size),
    size,
    size,
    size,
  );
  return { mean: product(transition, mean, size, size, 1), covariance: plus(spread, noiseCovariance) };
}

function kalmanAnalysis({ mean, covariance }: Moments, values: Float64Array) {
  const towards = product(covariance, transposed(observing, 2), size, size, 2);
  const total = plus(product(observing, towards, 2, size, 2), errorCovariance);
  const gain = product(towards, inverse(total, 2), size, 2, 2);
  const residual = minus(values, product(observing, mean, 2, size, 1));
  const kept = minus(identity(size), product(gain, observing, size, 2, size));
  const chi = product(residual, product(inverse(total, 2), residual, 2, 2, 1), 1, 2, 1)[0]!;
  const factor = factorise(total, 2)!;
  return {
    posterior: {
      mean: plus(mean, product(gain, residual, size, 2, 1)),
      covariance: product(kept, covariance, size, size, size),
    },
    logEvidence: -0.5 * (chi + 2 * Math.log(2 * Math.PI)) - Math.log(factor[0]! * factor[3]!),
  };
}

function smooth(filtered: readonly Moments[], forecasts: readonly Moments[]): Moments[] {
  const smoothed = [filtered.at(-1)!];
  for (let k = filtered.length - 2; k >= 0; k--) {
    const [here, ahead, later] = [filtered[k]!, forecasts[k + 1]!, smoothed[0]!];
    const towards = product(here.covariance, transposed(transition, size), size, size, size);
    const gain = product(towards, inverse(ahead.covariance, size), size, size, size);
    const change = minus(later.covariance, ahead.covariance);
    smoothed.unshift({
      mean: plus(here.mean, product(gain, minus(later.mean, ahead.mean), size, size, 1)),
      covariance: plus(
        here.covariance,
        product(product(gain, change, size, size, size), transposed(gain, size), size, size, size),
      ),
    });
  }
  return smoothed;
}
