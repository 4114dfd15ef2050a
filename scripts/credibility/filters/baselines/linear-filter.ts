import type { Dynamics, Filter, FilterObservation, Moments, NormalPrior } from "@homeostat/engine/infer";

/** What a baseline does with a mean and a covariance. */
export interface LinearFilter {
  readonly name: string;
  forecast(belief: Moments, dynamics: Dynamics, from: number, to: number): Moments;
  analyse(belief: Moments, observation: FilterObservation): Moments;
}

/** A baseline as a filter that can be scored: its evidence is not known, and its judgements are none. */
export function asFilter({ name, forecast, analyse }: LinearFilter): Filter<Moments> {
  return {
    name,
    begin: ({ mean, factor }) => ({ mean, covariance: squared(factor, mean.length) }),
    forecast,
    analyse: (belief, observation) => ({
      posterior: analyse(belief, observation),
      logEvidence: Number.NaN,
      judgements: [],
    }),
    moments: (belief) => belief,
    marginals: ({ mean, covariance }) => ({
      mean,
      sd: mean.map((_, i) => Math.sqrt(covariance[i * mean.length + i]!)),
    }),
    quantiles: () => {
      throw new Error(`The baseline ${name} has no quantiles.`);
    },
  };
}

/** L·Lᵀ. */
function squared(factor: NormalPrior["factor"], size: number): Float64Array {
  const product = new Float64Array(size * size);
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++)
      for (let k = 0; k <= Math.min(i, j); k++)
        product[i * size + j]! += factor[i * size + k]! * factor[j * size + k]!;
  return product;
}
