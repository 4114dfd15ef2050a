import type { RandomStream } from "../../../ensemble/random-stream.ts";

/**
 * Systematic resampling: which member each of as many new ones comes from, in ascending order; each member is chosen
 * weight·members times, rounded up or down. One draw. Kitagawa 1996, doi:10.1080/10618600.1996.10474692.
 */
export function systematicResampling(weights: Float64Array, stream: RandomStream): Uint32Array {
  const members = weights.length;
  const chosen = new Uint32Array(members);
  const start = stream.uniform();
  let from = 0;
  let reached = weights[0]!;
  for (let m = 0; m < members; m++) {
    while ((start + m) / members > reached && from < members - 1) reached += weights[++from]!;
    chosen[m] = from;
  }
  return chosen;
}

/** How many equal members these weights are worth: Kong, Liu & Wong 1994, doi:10.1080/01621459.1994.10476469. */
export function effectiveSize(weights: Float64Array): number {
  let squares = 0;
  for (const weight of weights) squares += weight * weight;
  return 1 / squares;
}
