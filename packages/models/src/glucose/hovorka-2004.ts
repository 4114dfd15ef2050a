import { model } from "@homeostat/engine";
import { hovorka2004Parameters } from "./hovorka-2004-parameters.ts";

/**
 * The Cambridge model, a second opinion beside S2008. The basal steady state has no closed form, so it starts from the
 * given `G0` with insulin in balance at `basal`; let it settle, or give the basal that holds G0. Renal loss is
 * 0.003·(G − 9)·Vg·BW: a public re-implementation drops the volume.
 */
export const hovorka2004 = model({
  id: "hovorka-2004",
  title: "Hovorka model of type 1 diabetes (Cambridge)",
  reference: {
    citation:
      "Hovorka R, Canonico V, Chassin LJ, et al. Nonlinear model predictive control of glucose concentration in subjects with type 1 " +
      "diabetes. Physiol Meas 2004;25:905-20",
    doi: "10.1088/0967-3334/25/4/010",
  },
  use:
    "Glucose of people with type 1 diabetes, as a second model beside S2008. The mean person is unrealistically sensitive to " +
    "insulin: use the six published subjects for trials.",
  status: "verified",
  time: "min",
  states: {
    Q1: { is: "glucose in plasma", unit: "mmol", start: "G0*VG*BW" },
    Q2: { is: "glucose in tissue", unit: "mmol", start: "SIT*Ib*G0*VG*BW/(k12 + SID*Ib)" },
    S1: { is: "subcutaneous insulin, first stage", unit: "m[iU]", start: "basal*tmaxI" },
    S2: { is: "subcutaneous insulin, second stage", unit: "m[iU]", start: "basal*tmaxI" },
    I: { is: "plasma insulin", unit: "m[iU]/L", start: "Ib" },
    x1: { is: "insulin action on transport", unit: "/min", start: "SIT*Ib" },
    x2: { is: "insulin action on disposal", unit: "/min", start: "SID*Ib" },
    x3: { is: "insulin action on production", unit: "1", start: "SIE*Ib" },
    D1: { is: "glucose in the gut, first stage", unit: "mmol", start: 0 },
    D2: { is: "glucose in the gut, second stage", unit: "mmol", start: 0 },
  },
  inputs: {
    carbs: { is: "carbohydrate being eaten", unit: "g/min", default: 0 },
    insulin: {
      is: "insulin infused under the skin",
      unit: "[iU]/min",
      default: "convert(basal, '[iU]/min')",
    },
  },
  parameters: hovorka2004Parameters,
  equations: `
    G = Q1/(VG*BW)
    F01c = F01*BW*min(1, G/4.5 'mmol/L')
    FR = max(0, 0.003 '/min' * (G - 9 'mmol/L')*VG*BW)
    UG = D2/tmaxG
    u = convert(insulin, 'm[iU]/min')
    D = convert(carbs, 'mg/min') / 180.16 'mg/mmol'
    der(Q1) = -F01c - FR - x1*Q1 + k12*Q2 + UG + EGP0*BW*max(0, 1 - x3)
    der(Q2) = x1*Q1 - (k12 + x2)*Q2
    der(S1) = u - S1/tmaxI
    der(S2) = (S1 - S2)/tmaxI
    der(I) = S2/(tmaxI*VI*BW) - ke*I
    der(x1) = -ka1*x1 + ka1*SIT*I
    der(x2) = -ka2*x2 + ka2*SID*I
    der(x3) = -ka3*x3 + ka3*SIE*I
    der(D1) = AG*D - D1/tmaxG
    der(D2) = (D1 - D2)/tmaxG
  `,
  doses: {
    meal: { is: "a meal, eaten over a quarter of an hour", unit: "g", into: "carbs", over: 15 },
    bolus: {
      is: "a bolus of rapid-acting insulin, delivered over a minute",
      unit: "[iU]",
      into: "insulin",
      over: 1,
    },
  },
  outputs: {
    glucose: { is: "plasma glucose", equals: "G", unit: "mmol/L", loinc: "14749-6" },
    insulinLevel: { is: "plasma insulin", equals: "I", unit: "m[iU]/L", loinc: "20448-7" },
    appearance: { is: "glucose appearing from the gut", equals: "UG", unit: "mmol/min" },
  },
});
