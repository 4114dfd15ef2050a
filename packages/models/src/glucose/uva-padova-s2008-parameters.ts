import type { ParameterSpec } from "@homeostat/engine";

const adults =
  "geometric mean of the ten adults of the published cohort (simglucose, MIT); spread: their SD over mean";
const fixed = "the same for all thirty published subjects";
const free = (is: string, unit: string, value: number, cv: number, range: readonly [number, number]) =>
  ({ is, unit, value, spread: { kind: "logNormal", cv }, range, source: adults }) satisfies ParameterSpec;
const constant = (is: string, unit: string, value: number, range: readonly [number, number]) =>
  ({ is, unit, value, range, source: fixed }) satisfies ParameterSpec;
const follows = (is: string, unit: string, value: string, source: string) =>
  ({ is, unit, value, source }) satisfies ParameterSpec;

const steady = "basal steady state, Dalla Man 2007";

/** Free parameters first, then those that the basal steady state fixes. Ranges are physiological bounds for sampling. */
export const s2008Parameters = {
  BW: free("body weight", "kg", 84.6, 0.19, [15, 180]),
  Gb: free("basal glucose", "mg/dL", 142.6, 0.044, [70, 220]),
  Ib: free("basal insulin", "pmol/L", 107.2, 0.16, [30, 300]),
  EGPb: free("basal glucose production", "mg/kg/min", 2.488, 0.13, [1.2, 6]),
  Vg: free("volume of glucose", "dL/kg", 1.843, 0.075, [1.2, 2.8]),
  Vi: free("volume of insulin", "L/kg", 0.05089, 0.27, [0.02, 0.15]),
  k1: free("glucose to slow tissue", "/min", 0.06006, 0.3, [0.01, 0.3]),
  k2: free("glucose back from slow tissue", "/min", 0.1198, 0.41, [0.02, 0.6]),
  m1: free("insulin from liver to plasma", "/min", 0.1892, 0.37, [0.04, 0.8]),
  m4: free("insulin degraded in the periphery", "/min", 0.1068, 0.27, [0.02, 0.4]),
  kabs: free("absorption from the intestine", "/min", 0.134, 0.98, [0.01, 1.5]),
  kmax: free("fastest emptying and trituration", "/min", 0.03708, 0.3, [0.008, 0.15]),
  kmin: free("slowest emptying", "/min", 0.006491, 0.55, [0.001, 0.05]),
  b: {
    is: "fraction of the meal at which emptying begins to slow",
    unit: "1",
    value: 0.7773,
    spread: { kind: "logitNormal", sd: 0.7, low: 0, high: 1 },
    range: [0.4, 0.995],
    source: adults,
  },
  d: free("fraction of the meal at which emptying speeds up again", "1", 0.1677, 0.39, [0.03, 0.5]),
  kp2: free("liver's response to glucose", "/min", 0.003877, 0.44, [0.0005, 0.03]),
  kp3: free("liver's response to insulin", "mg/kg/min/(pmol/L)", 0.008431, 0.59, [0.001, 0.05]),
  ki: free("delay of insulin's signal to the liver", "/min", 0.007475, 0.49, [0.001, 0.08]),
  Vmx: free("muscle's response to insulin", "mg/kg/min/(pmol/L)", 0.04582, 0.59, [0.005, 0.3]),
  Km0: free("glucose at half of maximal use", "mg/kg", 235.7, 0.094, [120, 420]),
  p2u: free("delay of insulin's action on muscle", "/min", 0.03223, 0.32, [0.005, 0.15]),
  kd: free("dissociation of subcutaneous insulin", "/min", 0.01582, 0.125, [0.008, 0.03]),
  ka1: free("absorption of non-monomeric insulin", "/min", 0.003278, 0.23, [0.0005, 0.012]),
  ka2: free("absorption of monomeric insulin", "/min", 0.01526, 0.28, [0.005, 0.05]),
  ksc: free("plasma to interstitial glucose", "/min", 0.09211, 0.28, [0.02, 0.3]),
  f: constant("fraction absorbed", "1", 0.9, [0.5, 1]),
  HEb: constant("liver's extraction of insulin", "1", 0.6, [0.3, 0.9]),
  ke1: constant("excretion above the renal threshold", "/min", 0.0005, [0, 0.005]),
  ke2: constant("renal threshold", "mg/kg", 339, [200, 500]),
  Fsnc: constant("glucose use that needs no insulin", "mg/kg/min", 1, [0.3, 2]),
  m2: follows(
    "insulin from plasma to liver",
    "/min",
    "3/2*m4/HEb",
    "periphery degrades 2/5 of basal flux, Dalla Man 2007",
  ),
  m30: follows("insulin degraded in the liver", "/min", "HEb*m1/(1 - HEb)", steady),
  Ilb: follows("basal insulin in the liver", "pmol/kg", "m2*Ib*Vi/(m1 + m30)", steady),
  u2ss: follows("basal insulin infusion", "pmol/kg/min", "(m2 + m4)*Ib*Vi - m1*Ilb", steady),
  Gtb: follows("basal glucose in slow tissue", "mg/kg", "(Fsnc - EGPb + k1*Gb*Vg)/k2", steady),
  Vm0: follows("glucose use at basal insulin", "mg/kg/min", "(EGPb - Fsnc)*(Km0 + Gtb)/Gtb", steady),
  kp1: follows(
    "glucose production at zero glucose and insulin",
    "mg/kg/min",
    "EGPb + kp2*Gb*Vg + kp3*Ib",
    steady,
  ),
} as const satisfies Record<string, ParameterSpec>;
