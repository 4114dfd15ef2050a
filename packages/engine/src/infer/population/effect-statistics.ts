import { blockOf, type OmegaBlock, placeBlock } from "./omega-block.ts";

/**
 * Means and products of people's effects around moving centres, averaged over the iterations of a stochastic
 * approximation: what the most likely centres and Ω follow from.
 */
export class EffectStatistics {
  private readonly n: number;
  private readonly means: Float64Array;
  private readonly products: Float64Array;

  constructor(n: number) {
    this.n = n;
    this.means = new Float64Array(n);
    this.products = new Float64Array(n * n);
  }

  /** `centres`: 0 for effects whose centre stays. */
  take(people: readonly Float64Array[], centres: Float64Array, gain: number): void {
    const { n, means, products } = this;
    const count = people.length;
    for (let i = 0; i < n; i++) {
      const mean = people.reduce((sum, one) => sum + one[i]!, 0) / count + centres[i]!;
      means[i]! += gain * (mean - means[i]!);
      for (let j = 0; j < n; j++) {
        const product =
          people.reduce((sum, one) => sum + (one[i]! + centres[i]!) * (one[j]! + centres[j]!), 0) / count;
        products[i * n + j]! += gain * (product - products[i * n + j]!);
      }
    }
  }

  mean(effect: number): number {
    return this.means[effect]!;
  }

  /** Ω around these centres: free blocks as they are seen, the mean of their places; others as in `old`. */
  omega(centres: Float64Array, blocks: readonly OmegaBlock[], old: Float64Array): Float64Array {
    const { n, means, products } = this;
    const seen = products.map((product, at) => {
      const [i, j] = [Math.floor(at / n), at % n];
      return product - centres[i]! * means[j]! - means[i]! * centres[j]! + centres[i]! * centres[j]!;
    });
    const omega = old.slice();
    for (const block of blocks) {
      if (block.fixed) continue;
      const copies = block.places.map((members) => blockOf(seen, n, members));
      placeBlock(
        omega,
        n,
        block,
        copies[0]!.map((_, at) => copies.reduce((sum, copy) => sum + copy[at]!, 0) / copies.length),
      );
    }
    return omega;
  }
}

/** No variance falls below this share of what it was: the search does not lock itself in early (Lavielle & Mentré 2007). */
const slowest = 0.95;

/** A covariance that has lost a direction is taken up in part: with the rest of what it was it has full rank. */
export function eased(omega: Float64Array, old: Float64Array): Float64Array {
  return omega.map((value, at) => (1 - slowest) * value + slowest * old[at]!);
}

export function annealed(omega: Float64Array, old: Float64Array): Float64Array {
  const n = Math.sqrt(omega.length);
  const factors = Float64Array.from({ length: n }, (_, k) =>
    Math.sqrt(Math.max(1, (slowest * old[k * n + k]!) / omega[k * n + k]!)),
  );
  return omega.map((value, at) => value * factors[Math.floor(at / n)]! * factors[at % n]!);
}
