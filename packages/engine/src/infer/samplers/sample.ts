import type { Chain } from "./sampler.ts";

/** Draws of a target by several independent chains. */
export interface Sample {
  readonly sampler: string;
  readonly quantities: readonly string[];
  readonly chains: readonly SampledChain[];
}

/** One chain: its points as quantities, and how it went. */
export interface SampledChain extends Omit<Chain, "points"> {
  /** Of each quantity: iteration by iteration, `width` values each. */
  readonly values: readonly Float64Array[];
  /** The points themselves, iteration by iteration, point by point, coordinate by coordinate. */
  readonly points: Float64Array;
  /** How often the density was evaluated, and how often it was no number there (counted as impossible). */
  readonly evaluations: number;
  readonly notNumbers: number;
}

/** All draws of a quantity, chain after chain. */
export function drawsOf(sample: Sample, quantity: number): Float64Array {
  const parts = sample.chains.map(({ values }) => values[quantity]!);
  const all = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let from = 0;
  for (const part of parts) {
    all.set(part, from);
    from += part.length;
  }
  return all;
}
