/** A one-to-one map between numbers of a skewed law and standard normal ones. */
export interface SkewScale {
  /** Infinite beyond the bound of the law. */
  toFree(value: number): number;
  fromFree(z: number): number;
  /** dz/dvalue; NaN beyond the bound. */
  slope(value: number): number;
}

/** Where skewness is less than this, the law is taken as normal. */
const least = 1e-3;

/**
 * The scale of the shifted log-normal law with these moments, mirrored where it is skewed to the left (Johnson 1949,
 * doi:10.1093/biomet/36.1-2.149, his system S_L). With t = √(ω − 1), ω = exp(σ²): skewness is t³ + 3t.
 */
export function skewScale(mean: number, sd: number, skewness: number): SkewScale {
  if (Math.abs(skewness) < least)
    return {
      toFree: (value) => (value - mean) / sd,
      fromFree: (z) => mean + sd * z,
      slope: () => 1 / sd,
    };
  const side = Math.sign(skewness);
  const t = 2 * Math.sinh(Math.asinh(Math.abs(skewness) / 2) / 3);
  const sigma = Math.sqrt(Math.log1p(t * t));
  const beyond = (value: number) => (t * side * (value - mean)) / sd;
  return {
    toFree: (value) => side * (sigma / 2 + Math.log1p(Math.max(-1, beyond(value))) / sigma),
    fromFree: (z) => mean + (side * sd * Math.expm1(sigma * side * z - (sigma * sigma) / 2)) / t,
    slope: (value) => (beyond(value) > -1 ? t / (sigma * sd * (1 + beyond(value))) : Number.NaN),
  };
}
