import { model } from "@homeostat/engine";
import { dallaMan2007Parameters } from "./dalla-man-2007-parameters.ts";
import { dallaMan2007Reference } from "./dalla-man-2007-reference.ts";
import { gutDoses, gutEquations, gutEvents, gutInputs, gutStates } from "./gut.ts";

/**
 * The paper's model of people who make their own insulin, from healthy to type 2 diabetes, in the form for use: any number
 * of meals, a basal steady state at the start whatever the parameters, secretion that answers rising glucose only, renal
 * excretion. `Gs` (interstitial glucose), `Rx`, `Gex` and `Iex` are ours: the sensor's site, a twin's unexplained
 * appearance, and the ports of the exercise add-on.
 */
export const dallaMan2007 = model({
  id: "dalla-man-2007",
  title: "Dalla Man meal model: type 2 diabetes and health",
  reference: { ...dallaMan2007Reference, note: "equations 1-19, table 1" },
  use:
    "Glucose of people with type 2 diabetes or none, who take no insulin: meals. Not for insulin treatment, drugs that change " +
    "secretion, or hypoglycaemia counter-regulation.",
  status: "unvalidated",
  time: "min",
  states: {
    ...gutStates,
    Gp: { is: "glucose in plasma and fast tissue", unit: "mg/kg", start: "Gb*Vg" },
    Gt: { is: "glucose in slow tissue", unit: "mg/kg", start: "Gtb" },
    Il: { is: "insulin in the liver", unit: "pmol/kg", start: "(m2 + m4)*Ib*Vi/m1" },
    Ip: { is: "insulin in plasma", unit: "pmol/kg", start: "Ib*Vi" },
    I1: { is: "delayed insulin, first stage", unit: "pmol/L", start: "Ib" },
    Id: { is: "delayed insulin seen by the liver", unit: "pmol/L", start: "Ib" },
    X: { is: "insulin action on glucose use", unit: "pmol/L", start: 0 },
    Ipo: { is: "insulin in the portal vein", unit: "pmol/kg", start: "Sb/gamma" },
    Y: { is: "static secretion above basal", unit: "pmol/kg/min", start: 0 },
    Gs: { is: "glucose under the skin", unit: "mg/kg", start: "Gb*Vg" },
  },
  inputs: {
    ...gutInputs,
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
  parameters: dallaMan2007Parameters,
  equations: `
    ${gutEquations}
    EGP = max(0, kp1 - kp2*Gp - kp3*Id - kp4*Ipo)
    E = ke1*max(0, Gp - ke2)
    Uid = (Vm0 + Vmx*X)*Gt/(Km0 + Gt)
    I = Ip/Vi
    G = Gp/Vg
    S = gamma*Ipo
    HE = max(0, m6 - m5*S)
    m3 = HE*m1/(1 - HE)
    dGp = EGP + Ra - Fsnc - E - k1*Gp + k2*Gt + Rx + Gex
    Spo = max(0, Y + K*max(0, dGp/Vg) + Sb)
    der(Gp) = dGp
    der(Gt) = -Uid + k1*Gp - k2*Gt
    der(Il) = -(m1 + m3)*Il + m2*Ip + S
    der(Ip) = -(m2 + m4)*Ip + m1*Il - Vi*Iex
    der(I1) = -ki*(I1 - I)
    der(Id) = -ki*(Id - I1)
    der(X) = -p2u*(X - (I - Ib))
    der(Ipo) = -gamma*Ipo + Spo
    der(Y) = -alpha*(Y - max(beta*(G - Gb), -Sb))
    der(Gs) = -ksc*(Gs - Gp)
  `,
  events: gutEvents,
  doses: gutDoses,
  outputs: {
    glucose: { is: "plasma glucose", equals: "G", unit: "mg/dL", loinc: "2345-7" },
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
    secretion: { is: "insulin secreted into the portal vein", equals: "Spo", unit: "pmol/kg/min" },
  },
});
