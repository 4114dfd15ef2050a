import { model } from "@homeostat/engine";
import { ofLogVariance } from "./spread-of.ts";
import {
  clearanceOfCreatinine,
  residualError,
  vancomycinDoses,
  vancomycinInputs,
  vancomycinOutputs,
} from "./vancomycin-parts.ts";

const source = "Buelga 2005, final model";

export const vancomycinBuelga2005 = model({
  id: "vancomycin-buelga-2005",
  title: "Vancomycin in adults with haematological malignancies",
  reference: {
    citation:
      "Buelga DS, Fernandez de Gatta MM, Herrera EV, Dominguez-Gil A, García MJ. Population pharmacokinetic analysis of vancomycin in " +
      "patients with hematological malignancies. Antimicrob Agents Chemother 2005;49:4934-41",
    doi: "10.1128/AAC.49.12.4934-4941.2005",
  },
  use: "Doses of vancomycin for adults with haematological malignancies.",
  status: "verified",
  time: "h",
  states: {
    central: { is: "vancomycin in the body", unit: "mg", start: 0 },
    AUC: { is: "area under the level", unit: "mg.h/L", start: 0 },
  },
  inputs: { ...vancomycinInputs, CRCL: clearanceOfCreatinine },
  parameters: {
    CL: {
      is: "clearance relative to that of creatinine",
      unit: "1",
      value: 1.08,
      spread: ofLogVariance(0.07929856),
      range: [0.2, 4],
      source,
    },
    V: { is: "volume", unit: "L/kg", value: 0.98, spread: ofLogVariance(0.1380123), range: [0.2, 4], source },
    ...residualError(0, 3.52, source),
  },
  equations: `
    CLi = CL*convert(CRCL, 'L/h')
    level = central/(V*weight)
    der(central) = infusion - CLi*level
    der(AUC) = level
  `,
  doses: vancomycinDoses,
  outputs: vancomycinOutputs,
});
