/** Distance of nodes, and how far they reach: the rule errs by exp(−π²/step), and by exp(−reach) at its ends. */
const [step, reach] = [0.5, 20];

/**
 * The symmetric root of diag(w) − w·wᵀ, for weights that sum to 1, times columns, in place, without forming it:
 * √A = (2/π)·∫ A·(e²ᵘ + A)⁻¹·eᵘ du by the trapezoidal rule (Hale, Higham & Trefethen 2008, section 3, doi:10.1137/070700607), each inverse
 * by Sherman & Morrison. What is less than exp(−2·reach) of the greatest variance counts as none.
 *
 * @param x rows of `size` numbers, one row a weight
 */
export function timesRootOfWeights(weights: Float64Array, x: Float64Array, size: number): void {
  const product = new Float64Array(x.length);
  const greatest = weights.reduce((most, weight) => Math.max(most, weight * (1 - weight)), 0);
  if (!(greatest > 0)) {
    x.fill(0);
    return;
  }
  const middle = 0.5 * Math.log(greatest);
  const sums = new Float64Array(size);
  const inverses = new Float64Array(weights.length);
  for (let u = middle - reach; u <= middle + reach; u += step) {
    const square = Math.exp(2 * u);
    let share = 0;
    sums.fill(0);
    for (let m = 0, at = 0; m < weights.length; m++) {
      inverses[m] = weights[m]! / (square + weights[m]!);
      share += inverses[m]!;
      for (let i = 0; i < size; i++, at++) sums[i]! += inverses[m]! * x[at]!;
    }
    const scale = (2 / Math.PI) * step * Math.exp(u);
    for (let m = 0, at = 0; m < weights.length; m++)
      for (let i = 0; i < size; i++, at++) product[at]! += scale * inverses[m]! * (x[at]! - sums[i]! / share);
  }
  x.set(product);
}
