import { rankNormalised } from "./rank-normalise.ts";
import { halves, mapped, mean, pooled, quantileOf, type Series, variance } from "./series.ts";

/**
 * Rank-normalised split R̂ (Vehtari, Gelman, Simpson, Carpenter & Bürkner 2021, Bayesian Analysis 16:667,
 * doi:10.1214/20-BA1221): √(what all chains spread / what each spreads), of the values and of their distances from the
 * median, whichever is greater. 1 where the chains agree; NaN where nothing varies.
 */
export function splitRHat(series: Series): number {
  return greaterOf(halves(series), rHat);
}

/**
 * The same of ensembles with `width` walkers each, as wholes: nested R̂ of Margossian et al. 2024 (Bayesian Analysis,
 * doi:10.1214/24-BA1453), √(1 + spread between ensembles / spread within), by halves. Each walker alone is too short to be
 * compared with others as a chain is.
 */
export function nestedRHat(series: Series, width: number): number {
  return greaterOf(halves(series, width), (ensembles) => {
    const between = variance(Float64Array.from(ensembles, mean));
    return Math.sqrt(1 + between / mean(Float64Array.from(ensembles, variance)));
  });
}

/** Each walker of an ensemble as a chain. */
export function byWalker(series: Series, width: number): Series {
  return series.flatMap((part) =>
    Array.from({ length: width }, (_, walker) =>
      Float64Array.from({ length: part.length / width }, (_, i) => part[i * width + walker]!),
    ),
  );
}

/** Of the values by rank and of their distances from the median, the greater. */
function greaterOf(split: Series, of: (chains: Series) => number): number {
  const median = quantileOf(pooled(split).sort(), 0.5);
  const folded = mapped(split, (value) => Math.abs(value - median));
  return Math.max(of(rankNormalised(split)), of(rankNormalised(folded)));
}

function rHat(chains: Series): number {
  const length = chains[0]!.length;
  const within = mean(Float64Array.from(chains, variance));
  const between = length * variance(Float64Array.from(chains, mean));
  return Math.sqrt((between / within + length - 1) / length);
}
