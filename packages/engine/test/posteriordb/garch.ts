import type { DensitySpec } from "../../src/infer/densities/density-spec.ts";
import type { ReferencePosterior } from "./reference-posterior.ts";

/** beta1 lies below 1 − alpha1: it is that times a share, whose Jacobian is 1 − alpha1. */
const spec: DensitySpec = {
  id: "garch11",
  title: "Volatility that remembers",
  reference: {
    citation:
      "Bollerslev T. Generalized autoregressive conditional heteroskedasticity. J Econom 1986;31:307-27",
  },
  parameters: {
    mu: {},
    alpha0: { above: 0 },
    alpha1: { above: 0, below: 1 },
    share: { above: 0, below: 1 },
  },
  terms: [
    { log: "log(1 - alpha1)" },
    {
      over: "days",
      carries: {
        h: { first: "sigma1^2", next: "alpha0 + alpha1*(y - mu)^2 + (1 - alpha1)*share*h" },
      },
      log: "normal(y, mu, sqrt(h))",
    },
  ],
  reports: { mu: "mu", alpha0: "alpha0", alpha1: "alpha1", beta1: "(1 - alpha1)*share" },
};

export const garch: ReferencePosterior = {
  name: "garch-garch11",
  data: "garch",
  spec,
  tables: ({ y, sigma1 }) => ({
    days: { y: y as number[], sigma1: (y as number[]).map(() => sigma1 as number) },
  }),
};
