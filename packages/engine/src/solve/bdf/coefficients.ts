export const mostOrder = 5;

/** κ of Shampine & Reichelt 1997, SIAM J Sci Comput 18:1, table 1: smaller errors than BDF (κ = 0) at nearly its stability. */
const kappa = [0, -0.185, -1 / 9, -0.0823, -0.0415, 0];

/** γ_k = 1 + 1/2 + … + 1/k. */
export const gamma = kappa.map((_, k) => harmonic(k));

/** What divides the step: (1 − κ_k)·γ_k. */
export const alpha = kappa.map((value, k) => (1 - value) * gamma[k]!);

/** The error of a step of order k is this times the difference of order k + 1: κ_k·γ_k + 1/(k + 1). */
export const errorConstant = kappa.map((value, k) => value * gamma[k]! + 1 / (k + 1));

function harmonic(k: number): number {
  let sum = 0;
  for (let j = 1; j <= k; j++) sum += 1 / j;
  return sum;
}
