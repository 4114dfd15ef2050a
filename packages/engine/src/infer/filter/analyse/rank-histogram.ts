import { normalQuantile } from "../../../ensemble/normal-quantile.ts";
import type { SerialUpdate } from "./serial-update.ts";

/**
 * The rank-histogram filter (Anderson 2010, section 2, doi:10.1175/2010MWR3253.1): before a number is seen each of the gaps between its
 * forecasts holds as much probability as any other, and the two ends are tails of a normal law; each gap counts by the
 * mean likelihood of its two forecasts, a tail by that of its own. Members go to the quantiles of what comes out. For equal weights.
 */
export const rankHistogram: SerialUpdate = {
  name: "rank histogram",
  start:
    () =>
    ({ strength, residual, basis }) => {
      const order = Uint32Array.from(basis.keys()).sort((a, b) => basis[a]! - basis[b]! || a - b);
      const sorted = Float64Array.from(order, (m) => basis[m]!);
      const likelihoods = likelihoodsOf(sorted, strength, residual);
      const moved = quantilesOf(sorted, massesOf(likelihoods));
      const change = new Float64Array(basis.length);
      order.forEach((m, rank) => {
        change[m] = moved[rank]! - basis[m]!;
      });
      const shift = change.reduce((sum, value) => sum + value, 0) / change.length;
      return { shift, deviations: change.map((value) => value - shift) };
    },
};

/** Of each forecast, the greatest being 1. */
function likelihoodsOf(sorted: Float64Array, strength: number, residual: number): Float64Array {
  const logs = sorted.map((value) => -0.5 * (residual - strength * value) ** 2);
  const peak = logs.reduce((most, log) => Math.max(most, log), Number.NEGATIVE_INFINITY);
  return logs.map((log) => Math.exp(log - peak));
}

/** Posterior probability of the tail below, the gaps, and the tail above. */
function massesOf(likelihoods: Float64Array): Float64Array {
  const last = likelihoods.length - 1;
  const masses = new Float64Array(last + 2);
  for (let gap = 0; gap < masses.length; gap++)
    masses[gap] = (likelihoods[Math.max(0, gap - 1)]! + likelihoods[Math.min(last, gap)]!) / 2;
  const sum = masses.reduce((total, mass) => total + mass, 0);
  return masses.map((mass) => mass / sum);
}

/** Where 1/(N + 1), 2/(N + 1), … of the probability lie below. */
function quantilesOf(sorted: Float64Array, masses: Float64Array): Float64Array {
  const members = sorted.length;
  let gap = 0;
  let reached = 0;
  return sorted.map((_, rank) => {
    const wanted = (rank + 1) / (members + 1);
    while (gap < members && reached + masses[gap]! < wanted) reached += masses[gap++]!;
    const share = masses[gap]! > 0 ? (wanted - reached) / masses[gap]! : 0.5;
    if (gap === 0) return tail(sorted[0]!, share, members);
    if (gap === members) return -tail(-sorted[members - 1]!, Math.max(0, 1 - share), members);
    return sorted[gap - 1]! + share * (sorted[gap]! - sorted[gap - 1]!);
  });
}

/** Below the outermost forecast the density is normal, of the forecasts' variance, and holds 1/(N + 1) before the update. */
function tail(outermost: number, share: number, members: number): number {
  const least = 1 / (members + 1);
  return outermost - normalQuantile(least) + normalQuantile(Math.max(share * least, Number.MIN_VALUE));
}
