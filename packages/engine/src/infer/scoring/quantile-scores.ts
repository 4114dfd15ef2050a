/** Loss of a quantile forecast at one level: (y − q)(τ − 1{y < q}) (Koenker & Bassett 1978, doi:10.2307/1913643). */
export function pinballLoss(level: number, quantile: number, observed: number): number {
  const miss = observed - quantile;
  return miss >= 0 ? level * miss : (level - 1) * miss;
}

/**
 * CRPS of a forecast given as quantiles: twice the pinball loss integrated over the levels, each standing for the
 * stretch of levels nearest to it (Gneiting & Ranjan 2011, doi:10.1198/jbes.2010.08110, equation 10). In the unit of
 * the observation; an approximation whose error falls with the number of levels.
 */
export function crpsFromQuantiles(
  levels: readonly number[],
  quantiles: ArrayLike<number>,
  observed: number,
  offset = 0,
): number {
  let sum = 0;
  for (let i = 0; i < levels.length; i++) {
    sum += stretch(levels, i) * pinballLoss(levels[i]!, quantiles[offset + i]!, observed);
  }
  return 2 * sum;
}

/** Share of the levels between 0 and 1 that the i-th stands for. */
function stretch(levels: readonly number[], i: number): number {
  const from = i === 0 ? 0 : (levels[i - 1]! + levels[i]!) / 2;
  const to = i === levels.length - 1 ? 1 : (levels[i]! + levels[i + 1]!) / 2;
  return to - from;
}
