import type { DensitySpec } from "../../src/infer/densities/density-spec.ts";
import type { ReferencePosterior } from "./reference-posterior.ts";

const spec: DensitySpec = {
  id: "eight-schools-noncentered",
  title: "Effects of coaching in eight schools",
  reference: {
    citation: "Rubin DB. Estimation in parallel randomized experiments. J Educ Stat 1981;6:377-401",
  },
  parameters: {
    effect: { each: "schools" },
    mu: { start: { at: 0, spread: 5 } },
    tau: { above: 0, start: { at: 3, spread: 1 } },
  },
  terms: [
    { log: "normal(mu, 0, 5) + cauchy(tau, 0, 5)" },
    { over: "schools", log: "normal(effect, 0, 1) + normal(y, mu + tau*effect, sigma)" },
  ],
  reports: { theta: { each: "schools", is: "mu + tau*effect" }, mu: "mu", tau: "tau" },
};

export const eightSchools: ReferencePosterior = {
  name: "eight_schools-eight_schools_noncentered",
  data: "eight_schools",
  spec,
  tables: ({ y, sigma }) => ({ schools: { y: y as number[], sigma: sigma as number[] } }),
};
