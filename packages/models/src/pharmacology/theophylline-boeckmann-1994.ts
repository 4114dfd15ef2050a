import { model } from "@homeostat/engine";

const source =
  "Pinheiro & Bates 2000, Mixed-Effects Models in S and S-PLUS, section 8.2: lKe −2.4327, lKa 0.4515, lCl −3.2145";

/** The twelve volunteers of an experiment by Upton, as data sets of every fitting program have them. */
export const theophyllineBoeckmann1994 = model({
  id: "theophylline-boeckmann-1994",
  title: "Oral theophylline, one compartment",
  reference: {
    citation:
      "Boeckmann AJ, Sheiner LB, Beal SL. NONMEM users guide, part V. San Francisco: University of California, 1994",
  },
  use: "A single oral dose in healthy adults; the yardstick of programs that fit. Not for dosing.",
  status: "verified",
  time: "h",
  states: {
    depot: { is: "theophylline in the gut", unit: "mg/kg", start: 0 },
    central: { is: "theophylline in the body", unit: "mg/kg", start: 0 },
  },
  inputs: { swallowed: { is: "theophylline being swallowed", unit: "mg/kg/h", default: 0 } },
  parameters: {
    KA: {
      is: "absorption",
      unit: "/h",
      value: Math.exp(0.4515),
      spread: { kind: "logNormal", cv: Math.sqrt(Math.expm1(0.6378 ** 2)) },
      range: [0.1, 30],
      source: `${source}; standard deviation of lKa 0.6378`,
    },
    CL: {
      is: "clearance of what is absorbed",
      unit: "L/kg/h",
      value: Math.exp(-3.2145),
      spread: { kind: "logNormal", cv: Math.sqrt(Math.expm1(0.1668 ** 2)) },
      range: [0.01, 0.2],
      source: `${source}; standard deviation of lCl 0.1668`,
    },
    KE: { is: "elimination", unit: "/h", value: Math.exp(-2.4327), range: [0.02, 0.5], source },
    noise: { is: "standard deviation of a measured level", unit: "mg/L", value: 0.6818, source },
  },
  equations: `
    der(depot) = swallowed - KA*depot
    der(central) = KA*depot - KE*central
  `,
  doses: {
    tablets: { is: "tablets, swallowed within a minute", unit: "mg/kg", into: "swallowed", over: 1 / 60 },
  },
  outputs: {
    concentration: { is: "theophylline in serum", equals: "central*KE/CL", unit: "mg/L", loinc: "4049-3" },
    concentrationVariance: { is: "variance of a measured level", equals: "noise^2", unit: "mg2/L2" },
  },
});
