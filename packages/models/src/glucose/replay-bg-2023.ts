import { model } from "@homeostat/engine";
import { replayBg2023Parameters } from "./replay-bg-2023-parameters.ts";

/**
 * ReplayBG, the minimal model that is meant to be identified from one person's sensor, insulin and carbohydrate. Two delays
 * of its inputs are not equations but part of what is scheduled: see `replayBg2023Delays`.
 *
 * `rho` makes insulin act more below the basal level, down to 60 mg/dL (Dalla Man 2014, doi:10.1177/1932296813514502). The
 * public implementation multiplies by 1 + r1·rho, lets the interstitium follow within seconds, and measures hypoglycaemia
 * from 119.13 mg/dL in everyone: here stand the equations of the paper.
 */
export const replayBg2023 = model({
  id: "replay-bg-2023",
  title: "ReplayBG, identifiable model of type 1 diabetes",
  reference: {
    citation:
      "Cappon G, Vettoretti M, Sparacino G, Del Favero S, Facchinetti A. ReplayBG: a digital twin-based methodology to identify a " +
      "personalized model from type 1 diabetes data and simulate glucose concentrations to assess alternative therapies. IEEE Trans " +
      "Biomed Eng 2023;70:3227-38",
    doi: "10.1109/TBME.2023.3286856",
  },
  use:
    "To be fitted to a day or a few of one person with type 1 diabetes whose insulin and carbohydrate are recorded, and to replay them " +
    "under other insulin. Not for exercise, illness, or people who make insulin.",
  status: "verified",
  time: "min",
  states: {
    G: { is: "plasma glucose", unit: "mg/dL", start: "Gb" },
    X: { is: "insulin action", unit: "/min", start: 0 },
    Isc1: { is: "subcutaneous insulin, non-monomeric", unit: "m[iU]/kg", start: "u2ss/kd" },
    Isc2: { is: "subcutaneous insulin, monomeric", unit: "m[iU]/kg", start: "u2ss/ka2" },
    Ip: { is: "plasma insulin", unit: "m[iU]/kg", start: "Ipb" },
    Qsto1: { is: "glucose in the stomach, solid", unit: "mg/kg", start: 0 },
    Qsto2: { is: "glucose in the stomach, liquid", unit: "mg/kg", start: 0 },
    Qgut: { is: "glucose in the intestine", unit: "mg/kg", start: 0 },
    IG: { is: "glucose under the skin", unit: "mg/dL", start: "Gb" },
  },
  inputs: {
    carbs: { is: "carbohydrate reaching the stomach", unit: "g/min", default: 0 },
    insulin: {
      is: "insulin infused under the skin",
      unit: "[iU]/min",
      default: "convert(basal, '[iU]/min')",
    },
  },
  parameters: replayBg2023Parameters,
  equations: `
    low = min(max(G, 60 'mg/dL'), Gb)
    rho = 1 + 10*r1*(ln(low / 1 'mg/dL')^r2 - ln(Gb / 1 'mg/dL')^r2)^2
    u = convert(insulin, 'm[iU]/min')/BW
    Ra = f*kabs*Qgut
    der(G) = -(SG + rho*X)*G + SG*Gb + Ra/VG
    der(X) = -p2*(X - SI*(Ip - Ipb)/VI)
    der(Isc1) = u - kd*Isc1
    der(Isc2) = kd*Isc1 - ka2*Isc2
    der(Ip) = ka2*Isc2 - ke*Ip
    der(Qsto1) = convert(carbs, 'mg/min')/BW - kempt*Qsto1
    der(Qsto2) = kempt*(Qsto1 - Qsto2)
    der(Qgut) = kempt*Qsto2 - kabs*Qgut
    der(IG) = (G - IG)/alpha
  `,
  doses: {
    meal: { is: "a meal, eaten at 5 g/min", unit: "g", into: "carbs", rate: 5 },
    bolus: {
      is: "a bolus of rapid-acting insulin, delivered over a minute",
      unit: "[iU]",
      into: "insulin",
      over: 1,
    },
  },
  outputs: {
    glucose: { is: "plasma glucose", equals: "G", unit: "mg/dL", loinc: "2345-7" },
    sensorGlucose: {
      is: "interstitial glucose, what a sensor reads",
      equals: "IG",
      unit: "mg/dL",
      loinc: "99504-3",
    },
    insulinLevel: { is: "plasma insulin", equals: "Ip/VI", unit: "m[iU]/L", loinc: "20448-7" },
    appearance: { is: "glucose appearing from the gut", equals: "Ra", unit: "mg/kg/min" },
  },
});
