import { model } from "@homeostat/engine";

const source = "MINMOD for the normal subject of Pacini & Bergman 1986, as van Riel 2004 gives it";

/** X is what remote insulin adds to the fractional disappearance of glucose; SI = p3/p2 of the paper. */
export const bergman1979 = model({
  id: "bergman-1979",
  title: "Minimal model of glucose disappearance",
  reference: {
    citation:
      "Bergman RN, Ider YZ, Bowden CR, Cobelli C. Quantitative estimation of insulin sensitivity. Am J Physiol " +
      "1979;236:E667-77",
    doi: "10.1152/ajpendo.1979.236.6.E667",
    note: "model VI",
  },
  use:
    "Insulin sensitivity and glucose effectiveness from an intravenous glucose test whose insulin was measured; time runs " +
    "from the injection. Not for meals.",
  status: "unvalidated",
  time: "min",
  states: {
    G: { is: "plasma glucose", unit: "mg/dL", start: "G0" },
    X: { is: "insulin action", unit: "/min", start: 0 },
  },
  inputs: { I: { is: "plasma insulin", unit: "m[iU]/L", default: "Ib" } },
  parameters: {
    SG: { is: "glucose effectiveness", unit: "/min", value: 0.026, range: [0.002, 0.1], source },
    SI: { is: "insulin sensitivity", unit: "/min/(m[iU]/L)", value: 5.0e-4, range: [1e-6, 0.005], source },
    p2: { is: "decay of insulin action", unit: "/min", value: 0.025, range: [0.002, 0.3], source },
    G0: { is: "glucose at the injection, mixed", unit: "mg/dL", value: 279, range: [100, 600], source },
    Gb: { is: "basal glucose", unit: "mg/dL", value: 92, range: [50, 300], source },
    Ib: {
      is: "basal insulin",
      unit: "m[iU]/L",
      value: 7.3,
      range: [0, 60],
      source: "MINMOD, for that subject",
    },
    proportional: {
      is: "proportional part of the error of a measured glucose",
      unit: "1",
      value: 0.02,
      range: [0, 0.2],
      source: "a laboratory analyser",
    },
    additive: {
      is: "additive part of that error",
      unit: "mg/dL",
      value: 1,
      range: [0, 30],
      source: "a laboratory analyser",
    },
  },
  equations: `
    der(G) = -(SG + X)*G + SG*Gb
    der(X) = -p2*(X - SI*(I - Ib))
  `,
  outputs: {
    glucose: { is: "plasma glucose", equals: "G", unit: "mg/dL", loinc: "2345-7" },
    glucoseVariance: {
      is: "variance of a measured glucose",
      equals: "additive^2 + (proportional*G)^2",
      unit: "mg2/dL2",
    },
    action: { is: "insulin action", equals: "X", unit: "/min" },
  },
});
