import { model } from "@homeostat/engine";
import { ofLogVariance } from "./spread-of.ts";
import {
  creatinine,
  residualError,
  twoCompartmentStates,
  twoCompartments,
  vancomycinDoses,
  vancomycinInputs,
  vancomycinOutputs,
} from "./vancomycin-parts.ts";

const source = "Goti 2018, final model; creatinine rule by the erratum of 2019";

/**
 * The creatinine clearance is that of Cockcroft & Gault 1976 (Nephron 16:31), at most 150 mL/min; below 1 mg/dL the
 * creatinine of people over 65 counts as 1 (the erratum; the paper says 60).
 */
export const vancomycinGoti2018 = model({
  id: "vancomycin-goti-2018",
  title: "Vancomycin in adults in hospital, with and without haemodialysis",
  reference: {
    citation:
      "Goti V, Chaturvedula A, Fossler MJ, Mok S, Jacob JT. Hospitalized patients with and without hemodialysis have markedly " +
      "different vancomycin pharmacokinetics: a population pharmacokinetic model-based analysis. Ther Drug Monit 2018;40:212-21",
    doi: "10.1097/FTD.0000000000000490",
  },
  use: "Doses of vancomycin for adults in hospital; not for children. Dialysis is a person's state, not a session.",
  status: "verified",
  time: "h",
  states: twoCompartmentStates,
  inputs: {
    ...vancomycinInputs,
    age: { is: "age", unit: "a", default: 50 },
    female: { is: "1 for women, 0 for men", unit: "1", default: 0 },
    creatinine,
    dialysis: { is: "1 for people on haemodialysis", unit: "1", default: 0 },
  },
  parameters: {
    CL: {
      is: "clearance at a creatinine clearance of 120 mL/min",
      unit: "L/h",
      value: 4.5,
      spread: ofLogVariance(0.1584),
      range: [0.5, 20],
      source,
    },
    V1: {
      is: "central volume at 70 kg",
      unit: "L",
      value: 58.4,
      spread: ofLogVariance(0.6659),
      range: [3, 500],
      source,
    },
    V2: {
      is: "peripheral volume",
      unit: "L",
      value: 38.4,
      spread: ofLogVariance(0.326),
      range: [5, 300],
      source,
    },
    Q: { is: "exchange between the compartments", unit: "L/h", value: 6.5, source },
    renal: { is: "power of the creatinine clearance", unit: "1", value: 0.8, source },
    dialysisClearance: { is: "clearance on dialysis, relative", unit: "1", value: 0.7, source },
    dialysisVolume: { is: "central volume on dialysis, relative", unit: "1", value: 0.5, source },
    ...residualError(0.227, 3.4, source),
  },
  equations: `
    years = age/1 'a'
    scr = if years > 65 then max(creatinine/1 'mg/dL', 1) else creatinine/1 'mg/dL'
    CRCL = min((140 - years)*(weight/1 'kg')*0.85^female/(72*scr), 150)
    CLi = CL*(CRCL/120)^renal*dialysisClearance^dialysis
    V1i = V1*(weight/70 'kg')*dialysisVolume^dialysis
    V2i = V2
    Qi = Q
    ${twoCompartments}
  `,
  doses: vancomycinDoses,
  outputs: vancomycinOutputs,
});
