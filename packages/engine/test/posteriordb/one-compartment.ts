import type { DensitySpec } from "../../src/infer/densities/density-spec.ts";
import { model } from "../../src/model/model.ts";
import type { ReferencePosterior } from "./reference-posterior.ts";

const source = "posteriordb";
const number = (is: string, value: number) => ({ is, unit: "1", value, source });

const oneCompartment = model({
  id: "one-comp-mm-elim-abs",
  title: "One compartment, absorption of first order, elimination by Michaelis and Menten",
  reference: { citation: "Margossian C, Gillespie B. Stan functions for pharmacometric modeling. 2016" },
  use: "The reference posterior of that name.",
  status: "unvalidated",
  time: "d",
  states: { C: { is: "concentration", unit: "1", start: 0 } },
  inputs: {},
  parameters: {
    k_a: { ...number("absorption", 1), unit: "/d" },
    K_m: number("Michaelis constant", 1),
    V_m: { ...number("greatest elimination", 1), unit: "/d" },
    D: number("dose", 30),
    V: number("volume", 2),
  },
  equations: "der(C) = D*k_a/V*exp(-k_a*time) - V_m/V*C/(K_m + C)",
  outputs: { level: { is: "concentration", equals: "C", unit: "1" } },
});

const spec = (given: Readonly<Record<string, number>>): DensitySpec => ({
  id: "one-comp-mm-elim-abs",
  title: oneCompartment.title,
  reference: oneCompartment.reference,
  parameters: { k_a: { above: 0 }, K_m: { above: 0 }, V_m: { above: 0 }, sigma: { above: 0 } },
  terms: [
    { log: "cauchy(k_a, 0, 1) + cauchy(K_m, 0, 1) + cauchy(V_m, 0, 1) + cauchy(sigma, 0, 1)" },
    {
      over: "levels",
      solves: { model: oneCompartment, at: "time_d", parameters: given },
      log: "logNormal(measured, log(level), sigma)",
    },
  ],
});

/** Through the engine's own equations and their sensitivities. */
export const oneCompartmentPosterior: ReferencePosterior = {
  name: "one_comp_mm_elim_abs-one_comp_mm_elim_abs",
  data: "one_comp_mm_elim_abs",
  spec: spec({ D: 30, V: 2 }),
  tables: ({ times, C_hat }) => ({ levels: { time_d: times as number[], measured: C_hat as number[] } }),
};
