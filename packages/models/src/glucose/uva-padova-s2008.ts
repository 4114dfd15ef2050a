import { model } from "@homeostat/engine";
import { gutDoses, gutEquations, gutEvents, gutInputs, gutStates } from "./gut.ts";
import { s2008Parameters } from "./uva-padova-s2008-parameters.ts";

const s2008Doses = {
  ...gutDoses,
  bolus: {
    is: "a bolus of rapid-acting insulin, delivered over a minute",
    unit: "[iU]",
    into: "insulin",
    over: 1,
  },
} as const;

/**
 * The glucose subsystem of type 1 diabetes: meal, liver, muscle, subcutaneous insulin, interstitial glucose. The
 * shipped starts are the basal steady state of whatever parameters are given. `Rx`, `Gex` and `Iex` are ports that the
 * paper does not have: what a twin cannot explain, and the exercise add-on. Their default is 0, which is the paper.
 */
export const uvaPadovaS2008 = model({
  id: "uva-padova-s2008",
  title: "UVA/Padova type 1 diabetes simulator (S2008)",
  reference: {
    citation:
      "Dalla Man C, Rizza RA, Cobelli C. Meal simulation model of the glucose-insulin system. IEEE Trans Biomed Eng 2007;54:1740-9; " +
      "Kovatchev BP, Breton M, Dalla Man C, Cobelli C. In silico preclinical trials. J Diabetes Sci Technol 2009;3:44-55",
    doi: "10.1109/TBME.2007.893506",
    note: "Subjects: jxx123/simglucose (MIT). Not the FDA-accepted simulator with its 300 subjects.",
  },
  use:
    "Glucose of people with type 1 diabetes on subcutaneous rapid-acting insulin: meals, boluses, basal rates. Not for hypoglycaemia " +
    "counter-regulation, long-acting insulin, illness, or dawn rise.",
  status: "verified",
  time: "min",
  states: {
    ...gutStates,
    Gp: { is: "glucose in plasma and fast tissue", unit: "mg/kg", start: "Gb*Vg" },
    Gt: { is: "glucose in slow tissue", unit: "mg/kg", start: "Gtb" },
    Ip: { is: "insulin in plasma", unit: "pmol/kg", start: "Ib*Vi" },
    X: { is: "insulin action on glucose use", unit: "pmol/L", start: 0 },
    I1: { is: "delayed insulin, first stage", unit: "pmol/L", start: "Ib" },
    Id: { is: "delayed insulin seen by the liver", unit: "pmol/L", start: "Ib" },
    Il: { is: "insulin in the liver", unit: "pmol/kg", start: "Ilb" },
    Isc1: { is: "subcutaneous insulin, non-monomeric", unit: "pmol/kg", start: "u2ss/(kd + ka1)" },
    Isc2: { is: "subcutaneous insulin, monomeric", unit: "pmol/kg", start: "kd*u2ss/((kd + ka1)*ka2)" },
    Gs: { is: "glucose under the skin", unit: "mg/kg", start: "Gb*Vg" },
  },
  inputs: {
    ...gutInputs,
    insulin: {
      is: "insulin infused under the skin",
      unit: "[iU]/min",
      default: "u2ss*BW / 6000 'pmol/[iU]'",
    },
    Rx: {
      is: "glucose appearance that nothing explains (a twin's extension)",
      unit: "mg/kg/min",
      default: 0,
    },
    Gex: {
      is: "net glucose gained by exercise (port of the exercise add-on)",
      unit: "mg/kg/min",
      default: 0,
    },
    Iex: { is: "insulin removed by exercise (port of the exercise add-on)", unit: "pmol/L/min", default: 0 },
  },
  parameters: s2008Parameters,
  equations: `
    ${gutEquations}
    EGP = max(0, kp1 - kp2*Gp - kp3*Id)
    E = ke1*max(0, Gp - ke2)
    Uid = (Vm0 + Vmx*X)*Gt/(Km0 + Gt)
    I = Ip/Vi
    u = insulin * 6000 'pmol/[iU]' / BW
    der(Gp) = EGP + Ra - Fsnc - E - k1*Gp + k2*Gt + Rx + Gex
    der(Gt) = -Uid + k1*Gp - k2*Gt
    der(Ip) = -(m2 + m4)*Ip + m1*Il + ka1*Isc1 + ka2*Isc2 - Vi*Iex
    der(X) = -p2u*(X - (I - Ib))
    der(I1) = -ki*(I1 - I)
    der(Id) = -ki*(Id - I1)
    der(Il) = -(m1 + m30)*Il + m2*Ip
    der(Isc1) = u - (ka1 + kd)*Isc1
    der(Isc2) = kd*Isc1 - ka2*Isc2
    der(Gs) = -ksc*(Gs - Gp)
  `,
  events: gutEvents,
  doses: s2008Doses,
  outputs: {
    glucose: { is: "plasma glucose", equals: "Gp/Vg", unit: "mg/dL", loinc: "2345-7" },
    sensorGlucose: {
      is: "interstitial glucose, what a sensor reads",
      equals: "Gs/Vg",
      unit: "mg/dL",
      loinc: "99504-3",
    },
    insulinLevel: { is: "plasma insulin", equals: "I", unit: "pmol/L", loinc: "14796-7" },
    appearance: { is: "glucose appearing from the gut", equals: "Ra", unit: "mg/kg/min" },
    production: { is: "glucose produced by the liver", equals: "EGP", unit: "mg/kg/min" },
    utilisation: { is: "glucose used, with and without insulin", equals: "Fsnc + Uid", unit: "mg/kg/min" },
    excretion: { is: "glucose lost to urine", equals: "E", unit: "mg/kg/min" },
    basalNeed: {
      is: "basal rate that holds the basal glucose",
      equals: "convert(u2ss*BW / 6000 'pmol/[iU]', '[iU]/h')",
      unit: "[iU]/h",
    },
  },
});
