/** Coefficients of Lanczos' series for ln Γ(x + 1), g = 7, n = 9 (Godfrey 2001): first + Σ others[i]/(x + i + 1), relative error about 1e-15. */
export const lanczos = {
  first: 0.9999999999998099,
  others: [
    676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
    -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
  ],
} as const;

/** ln Γ(x) for x > 0. */
export function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const shifted = x - 1;
  const t = shifted + 7.5;
  const { first, others } = lanczos;
  const series = others.reduce((sum: number, coefficient, i) => sum + coefficient / (shifted + i + 1), first);
  return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(t) - t + Math.log(series);
}
