/**
 * How members' deviations follow an observation along a direction of strength s (see `Signals`). The mean always moves
 * by Kalman's gain; deviations v become keep(s)·v + noise(s)·ε, with ε drawn for each member. Kalman's posterior variance
 * asks keep² s² + noise² s⁰ to be s²/(1 + s²) in units of the error.
 */
export interface EnsembleUpdate {
  readonly name: string;
  keep(strength: number): number;
  /** Absent: no draws. In units in which deviations have variance 1. */
  noise?(strength: number): number;
}

/** Deterministic, symmetric: the ensemble transform filter of Bishop et al. 2001 as in Hunt et al. 2007, doi:10.1016/j.physd.2006.11.008. */
export const squareRoot: EnsembleUpdate = {
  name: "square root",
  keep: (s) => 1 / Math.sqrt(1 + s * s),
};

/** Perturbed observations: Burgers, van Leeuwen & Evensen 1998, doi:10.1175/1520-0493(1998)126<1719:ASITEK>2.0.CO;2. */
export const perturbedObservations: EnsembleUpdate = {
  name: "perturbed observations",
  keep: (s) => 1 / (1 + s * s),
  noise: (s) => s / (1 + s * s),
};

/** Half the gain for deviations: Sakov & Oke 2008, equation 10, doi:10.1111/j.1600-0870.2007.00299.x. */
export const halfGain: EnsembleUpdate = {
  name: "half gain",
  keep: (s) => 1 - (0.5 * s * s) / (1 + s * s),
};
