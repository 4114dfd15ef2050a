/**
 * Coefficients of one exact step of an Ornstein–Uhlenbeck process (AR(1) when sampled):
 * x(t + Δ) = keep · x(t) + add · ε, with ε standard normal, so that its spread at rest stays `sd`.
 * Uhlenbeck & Ornstein 1930, doi:10.1103/PhysRev.36.823.
 *
 * @param elapsed Δ, in the unit of `correlationTime`
 * @param correlationTime time after which correlation has fallen to 1/e; 0 for independent values
 */
export function ornsteinUhlenbeckStep(
  elapsed: number,
  correlationTime: number,
  sd: number,
): { readonly keep: number; readonly add: number } {
  const keep = correlationTime === 0 ? 0 : Math.exp(-elapsed / correlationTime);
  return { keep, add: sd * Math.sqrt(1 - keep * keep) };
}
