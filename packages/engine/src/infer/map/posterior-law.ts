/** A person's posterior as a law that few numbers tell. */
export interface PosteriorLaw {
  readonly kind: "normal" | "skewed";
  /** Up to a constant; −∞ where the law has no mass. */
  logDensity(effects: Float64Array): number;
  /** The probability that effect `k` is less than a value. */
  shareBelow(k: number, value: number): number;
  /** The value of effect `k` below which it is with this probability. */
  quantile(k: number, probability: number): number;
}
