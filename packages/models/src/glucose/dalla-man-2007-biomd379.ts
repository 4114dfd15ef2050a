import { model } from "@homeostat/engine";
import { dallaMan2007Reference } from "./dalla-man-2007-reference.ts";

const source = "BIOMD0000000379, CC0";
const p = (is: string, unit: string, value: number) => ({ is, unit, value, source });

/**
 * Dalla Man 2007 exactly as the curated SBML of BioModels has it. It departs from the paper: beta cells respond to
 * falling as to rising glucose, nothing is excreted, insulin-dependent use is scaled by 0.8, and the single meal of 78 g
 * stands in the stomach at time 0. Here to verify the engine and the equations; people are modelled by `dallaMan2007`.
 */
export const dallaMan2007Biomd379 = model({
  id: "dalla-man-2007-biomd379",
  title: "Dalla Man 2007, healthy, as curated in BioModels 379",
  reference: { ...dallaMan2007Reference, note: "BIOMD0000000379" },
  use: "Verification only: one meal of 78 g in a healthy person, with the departures of the curated file.",
  status: "verified",
  time: "min",
  states: {
    Gp: { is: "glucose in plasma", unit: "mg/kg", start: 178 },
    Gt: { is: "glucose in slow tissue", unit: "mg/kg", start: 135 },
    Il: { is: "insulin in the liver", unit: "pmol/kg", start: 4.5 },
    Ip: { is: "insulin in plasma", unit: "pmol/kg", start: 1.25 },
    Qsto1: { is: "glucose in the stomach, solid", unit: "mg", start: "D" },
    Qsto2: { is: "glucose in the stomach, triturated", unit: "mg", start: 0 },
    Qgut: { is: "glucose in the intestine", unit: "mg", start: 0 },
    I1: { is: "delayed insulin, first stage", unit: "pmol/L", start: "Ib" },
    Id: { is: "delayed insulin seen by the liver", unit: "pmol/L", start: "Ib" },
    X: { is: "insulin action on glucose use", unit: "pmol/L", start: 0 },
    Ipo: { is: "insulin in the portal vein", unit: "pmol/kg", start: 3.6 },
    Y: { is: "static secretion", unit: "pmol/kg/min", start: 0 },
  },
  inputs: {},
  parameters: {
    BW: p("body weight", "kg", 78),
    D: p("glucose eaten at time 0", "mg", 78000),
    Gb: p("basal glucose, threshold of secretion", "mg/dL", 95),
    Ib: p("basal insulin", "pmol/L", 25),
    Sb: p("basal secretion", "pmol/kg/min", 1.8),
    Vg: p("volume of glucose", "dL/kg", 1.88),
    k1: p("glucose to slow tissue", "/min", 0.065),
    k2: p("glucose back from slow tissue", "/min", 0.079),
    Vi: p("volume of insulin", "L/kg", 0.05),
    m1: p("insulin from liver to plasma", "/min", 0.19),
    m2: p("insulin from plasma to liver", "/min", 0.484),
    m4: p("insulin degraded in the periphery", "/min", 0.194),
    m5: p("fall of hepatic extraction with secretion", "min.kg/pmol", 0.0304),
    m6: p("hepatic extraction without secretion", "1", 0.6471),
    kmax: p("fastest emptying", "/min", 0.0558),
    kmin: p("slowest emptying", "/min", 0.008),
    kabs: p("absorption from the intestine", "/min", 0.057),
    kgri: p("trituration", "/min", 0.0558),
    f: p("fraction absorbed", "1", 0.9),
    b: p("fraction of the meal at which emptying begins to slow", "1", 0.82),
    d: p("fraction of the meal at which emptying speeds up again", "1", 0.01),
    kp1: p("glucose production at zero glucose and insulin", "mg/kg/min", 2.7),
    kp2: p("liver's response to glucose", "/min", 0.0021),
    kp3: p("liver's response to insulin", "mg/kg/min/(pmol/L)", 0.009),
    kp4: p("liver's response to portal insulin", "mg/kg/min/(pmol/kg)", 0.0618),
    ki: p("delay of insulin's signal to the liver", "/min", 0.0079),
    Uii: p("glucose use that needs no insulin", "mg/kg/min", 1),
    part: p("share taken from insulin-dependent use", "1", 0.2),
    Vm0: p("glucose use at basal insulin", "mg/kg/min", 2.5),
    VmX: p("muscle's response to insulin", "mg/kg/min/(pmol/L)", 0.047),
    Km0: p("glucose at half of maximal use", "mg/kg", 225.59),
    p2U: p("delay of insulin's action on muscle", "/min", 0.0331),
    K: p("dynamic response of beta cells", "pmol/kg/(mg/dL)", 2.3),
    alpha: p("delay of static secretion", "/min", 0.05),
    beta: p("static response of beta cells", "pmol/kg/min/(mg/dL)", 0.11),
    gamma: p("portal vein to liver", "/min", 0.5),
  },
  equations: `
    Qsto = Qsto1 + Qsto2
    aa = 5/2/(1 - b)/D
    cc = 5/2/d/D
    kempt = kmin + (kmax - kmin)/2*(tanh(aa*(Qsto - b*D)) - tanh(cc*(Qsto - d*D)) + 2)
    Ra = f*kabs*Qgut/BW
    EGP = kp1 - kp2*Gp - kp3*Id - kp4*Ipo
    Uid = (1 - part)*(Vm0 + VmX*X)*Gt/(Km0 + Gt)
    I = Ip/Vi
    G = Gp/Vg
    S = gamma*Ipo
    HE = -m5*S + m6
    m3 = HE*m1/(1 - HE)
    dGp = EGP + Ra - Uii - k1*Gp + k2*Gt
    Spo = Y + K*dGp/Vg + Sb
    der(Gp) = dGp
    der(Gt) = -Uid + k1*Gp - k2*Gt
    der(Il) = -m1*Il - m3*Il + m2*Ip + S
    der(Ip) = -m2*Ip - m4*Ip + m1*Il
    der(Qsto1) = -kgri*Qsto1
    der(Qsto2) = -kempt*Qsto2 + kgri*Qsto1
    der(Qgut) = -kabs*Qgut + kempt*Qsto2
    der(I1) = -ki*(I1 - I)
    der(Id) = -ki*(Id - I1)
    der(X) = -p2U*X + p2U*(I - Ib)
    der(Ipo) = -gamma*Ipo + Spo
    der(Y) = -alpha*(Y - beta*(G - Gb))
  `,
  outputs: {
    glucose: { is: "plasma glucose", equals: "G", unit: "mg/dL", loinc: "2345-7" },
    insulinLevel: { is: "plasma insulin", equals: "I", unit: "pmol/L", loinc: "14796-7" },
  },
});
