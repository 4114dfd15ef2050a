import { rankNormalised } from "./rank-normalise.ts";
import { halves, mapped, mean, pooled, quantileOf, type Series, variance } from "./series.ts";

/**
 * Rank-normalised split R̂ (Vehtari, Gelman, Simpson, Carpenter & Bürkner 2021, Bayesian Analysis 16:667,
 * doi:10.1214/20-BA1221): √(what all chains spread / what each spreads), of the values and of their distances from the
 * median, whichever is greater. 1 where the chains agree; NaN where nothing varies.
 */
export function splitRHat(series: Series): number {
  const split = halves(series);
  const median = quantileOf(pooled(split).sort(), 0.5);
  const folded = mapped(split, (value) => Math.abs(value - median));
  return Math.max(rHat(rankNormalised(split)), rHat(rankNormalised(folded)));
}

function rHat(chains: Series): number {
  const length = chains[0]!.length;
  const within = mean(Float64Array.from(chains, variance));
  const between = length * variance(Float64Array.from(chains, mean));
  return Math.sqrt((between / within + length - 1) / length);
}
