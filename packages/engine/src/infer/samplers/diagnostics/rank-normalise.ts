import { normalQuantile } from "../../../ensemble/normal-quantile.ts";
import { pooled, type Series } from "./series.ts";

/** Values by the normal scores (r − 3/8)/(S + 1/4) of their ranks among all chains, ties by their mean rank (Vehtari et al. 2021, equation 14). */
export function rankNormalised(series: Series): Series {
  const all = pooled(series);
  const order = Uint32Array.from(all.keys()).sort((a, b) => all[a]! - all[b]!);
  const scores = new Float64Array(all.length);
  for (let first = 0; first < order.length; ) {
    let after = first + 1;
    while (after < order.length && all[order[after]!] === all[order[first]!]) after++;
    const rank = (first + 1 + after) / 2;
    const score = normalQuantile((rank - 0.375) / (all.length + 0.25));
    for (let i = first; i < after; i++) scores[order[i]!] = score;
    first = after;
  }
  const length = series[0]?.length ?? 0;
  return series.map((_, k) => scores.subarray(k * length, (k + 1) * length));
}
