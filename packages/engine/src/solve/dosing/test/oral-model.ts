import { model } from "../../../model/model.ts";

/** Two compartments with absorption, everything about a dose a parameter, and a covariate on clearance. */
export const oralModel = model({
  id: "oral-two-compartments",
  title: "Two compartments with first-order absorption",
  reference: { citation: "textbook" },
  use: "tests",
  status: "unvalidated",
  time: "h",
  states: {
    depot: { is: "at the site of absorption", unit: "mg", start: 0 },
    central: { is: "central", unit: "mg", start: 0 },
    peripheral: { is: "peripheral", unit: "mg", start: 0 },
  },
  inputs: { weight: { is: "body weight", unit: "kg", default: 70 } },
  parameters: {
    CL: { is: "clearance", unit: "L/h", value: 3, source: "chosen" },
    V1: { is: "central volume", unit: "L", value: 20, source: "chosen" },
    Q: { is: "exchange", unit: "L/h", value: 6, source: "chosen" },
    V2: { is: "peripheral volume", unit: "L", value: 40, source: "chosen" },
    KA: { is: "absorption", unit: "/h", value: 1.1, source: "chosen" },
    F: { is: "fraction absorbed", unit: "1", value: 0.7, source: "chosen" },
    LAG: { is: "lag", unit: "h", value: 0.4, source: "chosen" },
    D: { is: "duration of a zero-order dose", unit: "h", value: 2.5, source: "chosen" },
  },
  equations: `
    ke = CL*(weight/70 'kg')^0.75/V1
    der(depot) = -KA*depot
    der(central) = KA*depot - (ke + Q/V1)*central + Q/V2*peripheral
    der(peripheral) = Q/V1*central - Q/V2*peripheral
  `,
  outputs: {
    concentration: { is: "plasma", equals: "central/V1", unit: "mg/L" },
    fraction: { is: "bioavailability", equals: "F", unit: "1" },
    lag: { is: "lag", equals: "LAG", unit: "h" },
    duration: { is: "duration", equals: "D", unit: "h" },
    rate: { is: "rate", equals: "100 'mg'/D", unit: "mg/h" },
  },
});

/** Where the model's states take their doses' properties from: slots of the outputs above. */
export const oralDoses = [{ bioavailability: 1, lag: 2, duration: 3, rate: 4 }, { duration: 3, lag: 2 }, {}];
