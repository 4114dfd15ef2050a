import { model } from "@homeostat/engine";
import { ofLogVariance } from "./spread-of.ts";
import {
  clearanceOfCreatinine,
  residualError,
  twoCompartmentStates,
  twoCompartments,
  vancomycinDoses,
  vancomycinInputs,
  vancomycinOutputs,
} from "./vancomycin-parts.ts";

const source = "Thomson 2009, final model";

/** The paper also has clearance and central volume correlated (covariance 0.01 of the logarithms). */
export const vancomycinThomson2009 = model({
  id: "vancomycin-thomson-2009",
  title: "Vancomycin in adults, for the development of dosing guidelines",
  reference: {
    citation:
      "Thomson AH, Staatz CE, Tobin CM, Gall M, Lovering AM. Development and evaluation of vancomycin dosage guidelines designed to " +
      "achieve new target concentrations. J Antimicrob Chemother 2009;63:1050-7",
    doi: "10.1093/jac/dkp085",
  },
  use: "Doses of vancomycin for adults with a known creatinine clearance.",
  status: "verified",
  time: "h",
  states: twoCompartmentStates,
  inputs: { ...vancomycinInputs, CRCL: clearanceOfCreatinine },
  parameters: {
    CL: {
      is: "clearance at 66 mL/min",
      unit: "L/h",
      value: 2.99,
      spread: ofLogVariance(0.0729),
      range: [0.3, 12],
      source,
    },
    V1: {
      is: "central volume",
      unit: "L/kg",
      value: 0.675,
      spread: ofLogVariance(0.0225),
      range: [0.2, 2],
      source,
    },
    Q: {
      is: "exchange between the compartments",
      unit: "L/h",
      value: 2.28,
      spread: ofLogVariance(0.2401),
      range: [0.2, 20],
      source,
    },
    V2: {
      is: "peripheral volume",
      unit: "L/kg",
      value: 0.732,
      spread: ofLogVariance(1.69),
      range: [0.01, 30],
      source,
    },
    renal: { is: "change of clearance per mL/min", unit: "min/mL", value: 0.0154, source },
    ...residualError(0.15, 1.6, source),
  },
  equations: `
    CLi = CL*(1 + renal*(CRCL - 66 'mL/min'))
    V1i = V1*weight
    V2i = V2*weight
    Qi = Q
    ${twoCompartments}
  `,
  doses: vancomycinDoses,
  outputs: vancomycinOutputs,
});
