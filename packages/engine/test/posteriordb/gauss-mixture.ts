import type { DensitySpec } from "../../src/infer/densities/density-spec.ts";
import type { ReferencePosterior } from "./reference-posterior.ts";

/** The means are ordered: mu2 = mu1 + apart, with apart above 0, whose Jacobian is 1. */
const spec: DensitySpec = {
  id: "low-dim-gauss-mix",
  title: "A mixture of two normal laws",
  reference: { citation: "Betancourt M. Identifying Bayesian mixture models. 2017" },
  parameters: {
    mu1: { start: { at: -1, spread: 2 } },
    apart: { above: 0, start: { at: 2, spread: 1 } },
    sigma1: { above: 0 },
    sigma2: { above: 0 },
    theta: { above: 0, below: 1 },
  },
  terms: [
    {
      log: `normal(mu1, 0, 2) + normal(mu1 + apart, 0, 2) + normal(sigma1, 0, 2) + normal(sigma2, 0, 2)
            + betaLaw(theta, 5, 5)`.replace(/\s+/g, " "),
    },
    { over: "values", log: "mixture(theta, normal(y, mu1, sigma1), normal(y, mu1 + apart, sigma2))" },
  ],
  reports: {
    "mu[1]": "mu1",
    "mu[2]": "mu1 + apart",
    "sigma[1]": "sigma1",
    "sigma[2]": "sigma2",
    theta: "theta",
  },
};

export const gaussMixture: ReferencePosterior = {
  name: "low_dim_gauss_mix-low_dim_gauss_mix",
  data: "low_dim_gauss_mix",
  spec,
  tables: ({ y }) => ({ values: { y: y as number[] } }),
};
