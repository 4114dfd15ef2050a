import { mean } from "./series.ts";

/**
 * E-BFMI: the mean squared change of energy from one iteration to the next over its variance (Betancourt 2016,
 * arXiv:1604.00695). Below 0.3, momenta move too little energy to explore the tails.
 */
export function energyFraction(energies: Float64Array): number {
  const centre = mean(energies);
  let [changes, spread] = [0, 0];
  energies.forEach((energy, i) => {
    if (i > 0) changes += (energy - energies[i - 1]!) ** 2;
    spread += (energy - centre) ** 2;
  });
  return changes / spread;
}
