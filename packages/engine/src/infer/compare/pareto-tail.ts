/** A generalised Pareto law of exceedances above 0: its quantile at p is scale·((1 − p)^(−shape) − 1)/shape. */
export interface ParetoTail {
  readonly shape: number;
  readonly scale: number;
}

/**
 * Fits exceedances, ascending, by the posterior mean of Zhang & Stephens 2009 (Technometrics 51:316), with the shape pulled
 * to 0.5 as by ten further values, as Vehtari et al. 2024 do (JMLR 25(72), appendix G).
 */
export function fitParetoTail(ascending: Float64Array): ParetoTail {
  const n = ascending.length;
  const candidates = 30 + Math.floor(Math.sqrt(n));
  const quartile = ascending[Math.floor(n / 4 + 0.5) - 1]!;
  const thetas = Float64Array.from(
    { length: candidates },
    (_, j) => 1 / ascending[n - 1]! + (1 - Math.sqrt(candidates / (j + 0.5))) / (3 * quartile),
  );
  const profiles = thetas.map((theta) => {
    const shape = shapeOf(theta, ascending);
    return n * (Math.log(-theta / shape) - shape - 1);
  });
  const most = profiles.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  let [sum, weighed] = [0, 0];
  thetas.forEach((theta, j) => {
    const weight = Math.exp(profiles[j]! - most);
    sum += weight;
    weighed += weight * theta;
  });
  const theta = weighed / sum;
  const shape = shapeOf(theta, ascending);
  return { shape: (n * shape + 10 * 0.5) / (n + 10), scale: -shape / theta };
}

function shapeOf(theta: number, values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += Math.log1p(-theta * value);
  return sum / values.length;
}

export function paretoQuantile({ shape, scale }: ParetoTail, probability: number): number {
  const log = Math.log1p(-probability);
  return shape === 0 ? -scale * log : (scale * Math.expm1(-shape * log)) / shape;
}
