/** Weighted mean of one number a member; weights sum to 1. */
export function meanOf(values: Float64Array, weights: Float64Array): number {
  let sum = 0;
  for (let m = 0; m < values.length; m++) sum += weights[m]! * values[m]!;
  return sum;
}

/** About their weighted mean. */
export function centred(values: Float64Array, weights: Float64Array): Float64Array {
  const mean = meanOf(values, weights);
  return values.map((value) => value - mean);
}

/** Weighted variance, unbiased for independent members: Σ w (x − mean)² / (1 − Σ w²). */
export function varianceOf(values: Float64Array, weights: Float64Array): number {
  const mean = meanOf(values, weights);
  let sum = 0;
  let squares = 0;
  for (let m = 0; m < values.length; m++) {
    const deviation = values[m]! - mean;
    sum += weights[m]! * deviation * deviation;
    squares += weights[m]! * weights[m]!;
  }
  return sum / (1 - squares);
}

/**
 * Weighted quantiles: each member stands at the middle of its share of the total weight, straight lines between
 * (Hyndman & Fan 1996, type 5, for equal weights; doi:10.1080/00031305.1996.10473566).
 *
 * @param levels ascending, within (0, 1)
 */
export function quantilesOf(
  values: Float64Array,
  weights: Float64Array,
  levels: readonly number[],
): Float64Array {
  const order = ascending(values);
  const out = new Float64Array(levels.length);
  let rank = 0;
  let reached = weights[order[0]!]! / 2;
  let before = reached;
  levels.forEach((level, i) => {
    while (reached < level && rank < order.length - 1) {
      before = reached;
      reached += (weights[order[rank]!]! + weights[order[rank + 1]!]!) / 2;
      rank++;
    }
    out[i] = between(values[order[Math.max(0, rank - 1)]!]!, values[order[rank]!]!, before, reached, level);
  });
  return out;
}

/** The places of the values in ascending order, equal ones in their own. */
function ascending(values: Float64Array): Uint32Array {
  const order = new Uint32Array(values.length);
  for (let i = 0; i < order.length; i++) order[i] = i;
  return order.sort((a, b) => values[a]! - values[b]! || a - b);
}

function between(low: number, high: number, before: number, reached: number, level: number): number {
  if (reached <= before || level >= reached) return high;
  if (level <= before) return low;
  return low + ((high - low) * (level - before)) / (reached - before);
}
