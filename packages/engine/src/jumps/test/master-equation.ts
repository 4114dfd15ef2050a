/** Of a count that goes up and down: how often from `n`, and by how much. */
export interface Moves {
  readonly rate: (n: number) => number;
  readonly by: number;
}

/**
 * Mean and variance at the times, of a count from 0 to `most`, by its master equation dp(n)/dt = Σ rate(n − by)·p(n − by) − rate(n)·p(n)
 * with RK4 and steps of 1/40: nothing is drawn.
 */
export function masterEquation(
  start: number,
  most: number,
  moves: readonly Moves[],
  at: readonly number[],
): ReadonlyMap<number, readonly [mean: number, variance: number]> {
  const slope = (p: Float64Array) => {
    const dp = new Float64Array(p.length);
    for (const { rate, by } of moves)
      for (let n = 0; n <= most; n++) {
        const flow = rate(n) * p[n]!;
        if (flow === 0) continue;
        dp[n]! -= flow;
        dp[n + by]! += flow;
      }
    return dp;
  };
  const along = (p: Float64Array, k: Float64Array, h: number) => p.map((value, i) => value + h * k[i]!);
  let p = new Float64Array(most + 1);
  p[start] = 1;
  const moments = new Map<number, readonly [number, number]>();
  const h = 1 / 40;
  const last = Math.max(...at);
  for (let step = 1; step * h <= last + 1e-9; step++) {
    const k1 = slope(p);
    const k2 = slope(along(p, k1, h / 2));
    const k3 = slope(along(p, k2, h / 2));
    const k4 = slope(along(p, k3, h));
    p = p.map((value, i) => value + (h / 6) * (k1[i]! + 2 * k2[i]! + 2 * k3[i]! + k4[i]!));
    const t = Math.round(step * h * 1000) / 1000;
    if (!at.includes(t)) continue;
    const mean = p.reduce((sum, chance, n) => sum + chance * n, 0);
    moments.set(t, [mean, p.reduce((sum, chance, n) => sum + chance * (n - mean) ** 2, 0)]);
  }
  return moments;
}
