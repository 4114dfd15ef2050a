import type { DensitySpec } from "../../src/infer/densities/density-spec.ts";
import { model } from "../../src/model/model.ts";
import type { ReferencePosterior } from "./reference-posterior.ts";

const rate = (is: string, value: number) => ({ is, unit: "/s", value, source: "Carpenter 2018" });
const count = (is: string) => ({ is, unit: "1", value: 10, source: "Carpenter 2018" });
const reference = {
  citation: "Carpenter B. Predator-prey population dynamics: the Lotka-Volterra model in Stan. 2018",
};

/** Time is in years there; its unit plays no part here. */
const populations = model({
  id: "lotka-volterra",
  title: "Hares and lynxes",
  reference,
  use: "The reference posterior of that name.",
  status: "unvalidated",
  time: "s",
  states: { u: { is: "hares", unit: "1", start: "u0" }, v: { is: "lynxes", unit: "1", start: "v0" } },
  inputs: {},
  parameters: {
    alpha: rate("growth of hares", 0.5),
    beta: rate("hares lost to a lynx", 0.03),
    gamma: rate("loss of lynxes", 0.8),
    delta: rate("lynxes grown by a hare", 0.03),
    u0: count("hares at first"),
    v0: count("lynxes at first"),
  },
  equations: `
    der(u) = (alpha - beta*v)*u
    der(v) = (delta*u - gamma)*v
  `,
  outputs: {
    hares: { is: "hares", equals: "u", unit: "1" },
    lynxes: { is: "lynxes", equals: "v", unit: "1" },
  },
});

const spec: DensitySpec = {
  id: "lotka-volterra",
  title: "Hares and lynxes of the Hudson Bay, 1900 to 1920",
  reference,
  parameters: {
    alpha: { above: 0, start: { at: 0.6, spread: 0.5 } },
    beta: { above: 0, start: { at: 0.03, spread: 0.5 } },
    gamma: { above: 0, start: { at: 0.8, spread: 0.5 } },
    delta: { above: 0, start: { at: 0.025, spread: 0.5 } },
    u0: { above: 0, start: { at: 30, spread: 0.3 } },
    v0: { above: 0, start: { at: 5, spread: 0.3 } },
    sigma1: { above: 0, start: { at: 0.3, spread: 0.5 } },
    sigma2: { above: 0, start: { at: 0.3, spread: 0.5 } },
  },
  terms: [
    {
      log: "normal(alpha, 1, 0.5) + normal(gamma, 1, 0.5) + normal(beta, 0.05, 0.05) + normal(delta, 0.05, 0.05)",
    },
    {
      log: "logNormal(sigma1, -1, 1) + logNormal(sigma2, -1, 1) + logNormal(u0, log(10), 1) + logNormal(v0, log(10), 1)",
    },
    { over: "first", log: "logNormal(hares0, log(u0), sigma1) + logNormal(lynxes0, log(v0), sigma2)" },
    {
      over: "years",
      solves: { model: populations, at: "year" },
      log: "logNormal(pelts_h, log(hares), sigma1) + logNormal(pelts_l, log(lynxes), sigma2)",
    },
  ],
  reports: {
    "theta[1]": "alpha",
    "theta[2]": "beta",
    "theta[3]": "gamma",
    "theta[4]": "delta",
    "z_init[1]": "u0",
    "z_init[2]": "v0",
    "sigma[1]": "sigma1",
    "sigma[2]": "sigma2",
  },
};

export const lotkaVolterra: ReferencePosterior = {
  name: "hudson_lynx_hare-lotka_volterra",
  data: "hudson_lynx_hare",
  spec,
  tables: ({ ts, y, y_init }) => {
    const pelts = y as number[][];
    const first = y_init as number[];
    return {
      first: { hares0: [first[0]!], lynxes0: [first[1]!] },
      years: {
        year: ts as number[],
        pelts_h: pelts.map(([hares]) => hares!),
        pelts_l: pelts.map(([, lynxes]) => lynxes!),
      },
    };
  },
};
