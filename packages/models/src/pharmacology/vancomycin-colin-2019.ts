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

const source = "Colin 2019, final model";

/**
 * Flows scale with the person's own volumes. Clearance grows with post-menstrual age, falls again in old age, and follows creatinine relative to what is usual at
 * that age. Cancer and samples by heel prick, which the paper has too, are left at "no".
 */
export const vancomycinColin2019 = model({
  id: "vancomycin-colin-2019",
  title: "Vancomycin from premature babies to the very old",
  reference: {
    citation:
      "Colin PJ, Allegaert K, Thomson AH, et al. Vancomycin pharmacokinetics throughout life: results from a pooled population " +
      "analysis and evaluation of current dosing recommendations. Clin Pharmacokinet 2019;58:767-80",
    doi: "10.1007/s40262-018-0727-5",
  },
  use: "Doses of vancomycin at any age.",
  status: "verified",
  time: "h",
  states: twoCompartmentStates,
  inputs: {
    ...vancomycinInputs,
    PMA: { is: "post-menstrual age", unit: "a", default: 35.77 },
    creatinine,
  },
  parameters: {
    CL: {
      is: "clearance at 35 years and 70 kg",
      unit: "L/h",
      value: 5.312,
      spread: ofLogVariance(0.0746),
      range: [0.5, 20],
      source,
    },
    V1: {
      is: "central volume at 70 kg",
      unit: "L",
      value: 42.52,
      spread: ofLogVariance(0.0716),
      range: [10, 150],
      source,
    },
    V2: {
      is: "peripheral volume at 70 kg",
      unit: "L",
      value: 41.68,
      spread: ofLogVariance(0.684),
      range: [3, 500],
      source,
    },
    Q: { is: "exchange between the compartments at 70 kg", unit: "L/h", value: 3.222, source },
    matureAt: { is: "age at half of the mature clearance", unit: "a", value: 0.8932, source },
    matureSlope: { is: "steepness of maturation", unit: "1", value: 2.8864, source },
    declineAt: { is: "age at half of the decline", unit: "a", value: 61.559, source },
    declineSlope: { is: "steepness of the decline", unit: "1", value: -2.241, source },
    renal: { is: "effect of creatinine beyond what is usual", unit: "dL/mg", value: 0.64856, source },
    ...residualError(0.2145, 1.23, source),
  },
  equations: `
    years = PMA/1 'a'
    share(age, half, slope) = age^slope/(half^slope + age^slope)
    reference = 35 + 40/52
    maturation = share(years, matureAt/1 'a', matureSlope)/share(reference, matureAt/1 'a', matureSlope)
    decline = share(years, declineAt/1 'a', declineSlope)/share(reference, declineAt/1 'a', declineSlope)
    usual = exp(-1.22839 + log10(years)*0.67190 + 6.27017*exp(-3.10940*years)) * 1 'mg/dL'
    V1i = V1*weight/70 'kg'
    V2i = V2*weight/70 'kg'
    CLi = CL*(V1i/42.52 'L')^0.75*maturation*decline*exp(-renal*(creatinine - usual))
    Qi = Q*(V2i/41.68 'L')^0.75
    ${twoCompartments}
  `,
  doses: vancomycinDoses,
  outputs: vancomycinOutputs,
});
