import type { DensitySpec } from "../../src/infer/densities/density-spec.ts";
import type { ReferencePosterior } from "./reference-posterior.ts";

const spec: DensitySpec = {
  id: "kidscore-momiq",
  title: "Children's test scores by their mothers' IQ",
  reference: {
    citation: "Gelman A, Hill J. Data analysis using regression and multilevel models. 2006, chapter 3",
  },
  parameters: {
    beta1: { start: { at: 30, spread: 30 } },
    beta2: { start: { at: 0.5, spread: 1 } },
    sigma: { above: 0, start: { at: 20, spread: 1 } },
  },
  terms: [
    { log: "cauchy(sigma, 0, 2.5)" },
    { over: "children", log: "normal(score, beta1 + beta2*iq, sigma)" },
  ],
  reports: { "beta[1]": "beta1", "beta[2]": "beta2", sigma: "sigma" },
};

export const kidscoreMomiq: ReferencePosterior = {
  name: "kidiq-kidscore_momiq",
  data: "kidiq",
  spec,
  tables: ({ kid_score, mom_iq }) => ({ children: { score: kid_score as number[], iq: mom_iq as number[] } }),
};
