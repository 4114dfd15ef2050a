import { rankNormalised } from "./rank-normalise.ts";
import { halves, mapped, mean, pooled, quantileOf, type Series, variance } from "./series.ts";

/**
 * How many independent draws the mean of these is worth: autocorrelation within and between split chains, summed as
 * long as pairs of neighbouring lags stay positive, and made monotone (Geyer 1992, Stat Sci 7:473; Vehtari et al. 2021,
 * section 3.2). Of an ensemble with `width` walkers it is the mean over walkers that is followed, as they depend on each
 * other (Goodman & Weare 2010, section 3). NaN where nothing varies.
 */
export function effectiveSize(series: Series, width = 1): number {
  if (width === 1) return sizeOfChains(halves(series));
  const means = series.map((part) => groupMeans(part, width));
  return (sizeOfChains(halves(means)) * variance(pooled(series))) / variance(pooled(means));
}

/** Of rank-normalised values: how well the centre is known. */
export const bulkSize = (series: Series, width = 1): number => effectiveSize(rankNormalised(series), width);

/** Of the shares below the 5 % and the 95 % quantiles, whichever is known less well. */
export function tailSize(series: Series, width = 1): number {
  const ascending = pooled(series).sort();
  const sizes = [0.05, 0.95].map((level) => {
    const quantile = quantileOf(ascending, level);
    return effectiveSize(
      mapped(series, (value) => (value <= quantile ? 1 : 0)),
      width,
    );
  });
  return Math.min(...sizes);
}

const groupMeans = (values: Float64Array, width: number) =>
  Float64Array.from({ length: values.length / width }, (_, i) =>
    mean(values.subarray(i * width, (i + 1) * width)),
  );

function sizeOfChains(chains: Series): number {
  const length = chains[0]!.length;
  const correlation = autocorrelation(chains);
  let [time, smallest] = [-1, Number.POSITIVE_INFINITY];
  let [even, odd] = [1, correlation(1)];
  let lag = 0;
  for (; lag < length - 5 && even + odd > 0; lag += 2) {
    smallest = Math.min(smallest, even + odd);
    time += 2 * smallest;
    [even, odd] = [correlation(lag + 2), correlation(lag + 3)];
  }
  if (even + odd >= 0 || even > 0) time += even;
  const total = chains.length * length;
  return Number.isNaN(odd) ? Number.NaN : total / Math.max(time, 1 / Math.log10(total));
}

/** By lag: 1 − (variance within chains − mean autocovariance)/(estimate of the whole variance). */
function autocorrelation(chains: Series): (lag: number) => number {
  const length = chains[0]!.length;
  const means = Float64Array.from(chains, mean);
  const covariance = (lag: number) =>
    mean(Float64Array.from(chains, (chain, k) => autocovariance(chain, means[k]!, lag)));
  const biased = covariance(0);
  const within = (biased * length) / (length - 1);
  const whole = biased + (chains.length > 1 ? variance(means) : 0);
  return (lag) => 1 - (within - covariance(lag)) / whole;
}

function autocovariance(values: Float64Array, centre: number, lag: number): number {
  let sum = 0;
  for (let i = lag; i < values.length; i++) sum += (values[i]! - centre) * (values[i - lag]! - centre);
  return sum / values.length;
}
