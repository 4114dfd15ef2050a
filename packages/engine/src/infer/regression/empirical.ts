const half = 120;
const bins = 2 * half;
const perUnit = 16;

/** Weights are brought back to one before they leave the range of numbers. */
const heaviest = 1e100;

/**
 * A growing sample of numbers of unit size (normalised residuals), kept as counts in bins of 1/16 between ±7.5;
 * what lies outside counts in the outermost bin. The past may be forgotten: each number then counts `keep` times
 * what the one after it counts.
 */
export class EmpiricalDistribution {
  private readonly keep: number;
  private readonly counts = new Float64Array(bins);
  private weight = 1;
  private total = 0;

  constructor(keep = 1) {
    this.keep = keep;
  }

  /** Size of the sample, in numbers as heavy as the latest. */
  get size(): number {
    return this.total / this.weight;
  }

  add(value: number): void {
    this.weight /= this.keep;
    const bin = Math.floor(value * perUnit) + half;
    this.counts[Math.min(bins - 1, Math.max(0, bin))]! += this.weight;
    this.total += this.weight;
    if (this.weight > heaviest) this.rescale();
  }

  /**
   * Quantiles (levels ascending) of this sample enlarged by `strength` draws from `prior`: few own numbers change
   * little. This is the split-conformal quantile of the residuals (Vovk et al. 2005; Lei et al. 2018,
   * doi:10.1080/01621459.2017.1307116), with the sample borrowing from its prior.
   */
  quantiles(levels: readonly number[], prior: EmpiricalDistribution, strength: number): Float64Array {
    const share = prior.total > 0 ? (strength * this.weight) / prior.total : 0;
    const total = this.total + share * prior.total;
    const result = new Float64Array(levels.length);
    let below = 0;
    let level = 0;
    for (let bin = 0; bin < bins; bin++) {
      const inBin = this.counts[bin]! + share * prior.counts[bin]!;
      while (level < levels.length && below + inBin >= levels[level]! * total && inBin > 0) {
        const within = (levels[level]! * total - below) / inBin;
        result[level++] = (bin - half + within) / perUnit;
      }
      below += inBin;
    }
    return result;
  }

  private rescale(): void {
    for (let bin = 0; bin < bins; bin++) this.counts[bin]! /= this.weight;
    this.total /= this.weight;
    this.weight = 1;
  }
}
