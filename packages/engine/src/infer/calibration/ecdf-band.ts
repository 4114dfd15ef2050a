import { logGamma } from "../priors/log-gamma.ts";

/** Where the empirical distribution is looked at: k/points for k = 1 … points − 1. */
const points = 100;

/**
 * The chance that so many values from a uniform law stray at least as far from it as these do, by the simultaneous
 * bands of Säilynoja, Bürkner & Vehtari 2022 (Stat Comput 32:32, doi:10.1007/s11222-022-10090-6): at each of 99 places
 * the count of smaller values has a binomial law, the least of its tail probabilities measures the straying, and the
 * chance of that is exact, by the recursion of their section 2.2 along the places.
 */
export function uniformityProbability(values: ArrayLike<number>): number {
  const law = new Binomials(values.length);
  const sorted = Float64Array.from(values).sort();
  let least = 1;
  let count = 0;
  for (let k = 1; k < points; k++) {
    while (count < sorted.length && sorted[count]! <= k / points) count++;
    least = Math.min(least, law.twoSided(k / points)[count]!);
  }
  return Math.max(0, 1 - chanceWithin(law, least * (1 + 1e-9)));
}

/** The greatest tail probability that all places exceed at once with a chance of `level`, by halving. */
function pointwiseLevel(law: Binomials, level: number): number {
  let [low, high] = [0, 1 - level];
  for (let i = 0; i < 40; i++) {
    const middle = (low + high) / 2;
    if (chanceWithin(law, middle) >= level) low = middle;
    else high = middle;
  }
  return low;
}

/** Bounds between which the empirical distribution of `count` uniform values stays everywhere with a chance of `level`. */
export function ecdfBand(count: number, level: number): { at: number; low: number; high: number }[] {
  const law = new Binomials(count);
  const pointwise = pointwiseLevel(law, level);
  return Array.from({ length: points - 1 }, (_, i) => {
    const at = (i + 1) / points;
    const [low, high] = allowed(law.twoSided(at), pointwise);
    return { at, low: low / count, high: high / count };
  });
}

/** The counts whose probability exceeds the bound. */
function allowed(probabilities: Float64Array, bound: number): [number, number] {
  return [probabilities.findIndex((p) => p > bound), probabilities.findLastIndex((p) => p > bound)];
}

/** The chance that at every place the count's two-sided tail probability exceeds the bound. */
function chanceWithin(law: Binomials, bound: number): number {
  let [low, chances] = [0, Float64Array.of(1)];
  for (let k = 1; k < points; k++) {
    const [first, last] = allowed(law.twoSided(k / points), bound);
    if (first < 0) return 0;
    const next = new Float64Array(last - first + 1);
    const share = 1 / (points - k + 1);
    chances.forEach((chance, i) => {
      for (let count = Math.max(first, low + i); count <= last && chance > 0; count++)
        next[count - first]! += chance * law.probability(law.size - low - i, count - low - i, share);
    });
    [low, chances] = [first, next];
  }
  return chances.reduce((sum, chance) => sum + chance, 0);
}

/** Binomial laws of up to `size` trials. */
class Binomials {
  readonly size: number;
  private readonly logFactorials: Float64Array;
  private readonly kept = new Map<number, Float64Array>();

  constructor(size: number) {
    this.size = size;
    this.logFactorials = Float64Array.from({ length: size + 1 }, (_, n) => logGamma(n + 1));
  }

  probability(trials: number, hits: number, share: number): number {
    const f = this.logFactorials;
    return Math.exp(
      f[trials]! -
        f[hits]! -
        f[trials - hits]! +
        hits * Math.log(share) +
        (trials - hits) * Math.log1p(-share),
    );
  }

  /** By count: twice the smaller of the two tail probabilities, the count itself within both; at most 1. */
  twoSided(share: number): Float64Array {
    const known = this.kept.get(share);
    if (known !== undefined) return known;
    const single = this.logFactorials.map((_, hits) => this.probability(this.size, hits, share));
    const [up, down] = [runningSum(single), runningSum(single.toReversed()).reverse()];
    const both = up.map((value, hits) => Math.min(1, 2 * Math.min(value, down[hits]!)));
    this.kept.set(share, both);
    return both;
  }
}

function runningSum(values: Float64Array): Float64Array {
  let sum = 0;
  return values.map((value) => {
    sum += value;
    return sum;
  });
}
