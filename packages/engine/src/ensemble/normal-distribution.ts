/** The standard normal density. */
export function normalDensity(z: number): number {
  return Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
}

/**
 * The probability below z, to about 1e-15 relative: Marsaglia's series 2004, J Stat Softw 11(4), near the centre, and
 * the continued fraction of Mills' ratio (Abramowitz & Stegun 26.2.14) in the tails.
 */
export function normalProbability(z: number): number {
  if (z > 0) return 1 - normalProbability(-z);
  return z > -2.5 ? 0.5 - normalDensity(z) * centreSeries(-z) : normalDensity(z) * millsRatio(-z);
}

/** ln of the probability below z, also where that probability is too small for a number. */
export function logNormalProbability(z: number): number {
  if (z > 0) return Math.log1p(-normalProbability(-z));
  if (z > -2.5) return Math.log(normalProbability(z));
  return -0.5 * z * z - 0.5 * Math.log(2 * Math.PI) + Math.log(millsRatio(-z));
}

/** z + z³/3 + z⁵/(3·5) + … */
function centreSeries(z: number): number {
  let term = z;
  let sum = 0;
  for (let k = 3; term > 1e-17 * sum; k += 2) {
    sum += term;
    term *= (z * z) / k;
  }
  return sum;
}

/** 1/(z + 1/(z + 2/(z + 3/(z + …)))), from the inside out. */
function millsRatio(z: number): number {
  let tail = z;
  for (let k = Math.ceil(60 + 700 / (z * z)); k >= 1; k--) tail = z + k / tail;
  return 1 / tail;
}
