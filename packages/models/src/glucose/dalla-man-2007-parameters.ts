import type { ParameterSpec } from "@homeostat/engine";

const table = "Dalla Man 2007, table 1, mean of type 2 diabetes; spread ours: the paper gives no covariance";
const steady = "basal steady state of the paper's equations";
const free = (is: string, unit: string, value: number, cv: number, range: readonly [number, number]) =>
  ({ is, unit, value, spread: { kind: "logNormal", cv }, range, source: table }) satisfies ParameterSpec;
const constant = (is: string, unit: string, value: number, range: readonly [number, number]) =>
  ({ is, unit, value, range, source: table }) satisfies ParameterSpec;
const follows = (is: string, unit: string, value: string) =>
  ({ is, unit, value, source: steady }) satisfies ParameterSpec;

/**
 * Values are the mean person with type 2 diabetes. Sb, m2, m6, Vm0 follow from the steady state (the rounded means of the
 * table agree with them to 3 %), so that any draw starts in balance.
 */
export const dallaMan2007Parameters = {
  BW: {
    is: "body weight",
    unit: "kg",
    value: 91,
    spread: { kind: "logNormal", cv: 0.18 },
    range: [40, 200],
    source: "ours",
  },
  Gb: free("basal glucose, threshold of secretion", "mg/dL", 164.18, 0.2, [70, 300]),
  Ib: free("basal insulin", "pmol/L", 54.81, 0.35, [10, 250]),
  Vg: free("volume of glucose", "dL/kg", 1.49, 0.1, [1, 2.6]),
  k1: free("glucose to slow tissue", "/min", 0.042, 0.2, [0.01, 0.3]),
  k2: free("glucose back from slow tissue", "/min", 0.071, 0.2, [0.02, 0.6]),
  Vi: free("volume of insulin", "L/kg", 0.04, 0.15, [0.02, 0.15]),
  m1: free("insulin from liver to plasma", "/min", 0.379, 0.2, [0.04, 0.9]),
  m4: free("insulin degraded in the periphery", "/min", 0.269, 0.2, [0.02, 0.6]),
  m5: free("fall of hepatic extraction with secretion", "min.kg/pmol", 0.0526, 0.15, [0.005, 0.12]),
  HEb: constant("hepatic extraction at basal secretion", "1", 0.6, [0.3, 0.9]),
  kmax: free("fastest emptying and trituration", "/min", 0.0465, 0.25, [0.01, 0.15]),
  kmin: free("slowest emptying", "/min", 0.0076, 0.3, [0.001, 0.05]),
  kabs: free("absorption from the intestine", "/min", 0.023, 0.35, [0.005, 0.5]),
  f: constant("fraction absorbed", "1", 0.9, [0.5, 1]),
  b: {
    is: "fraction of the meal at which emptying begins to slow",
    unit: "1",
    value: 0.68,
    spread: { kind: "logitNormal", sd: 0.5, low: 0, high: 1 },
    range: [0.4, 0.995],
    source: table,
  },
  d: free("fraction of the meal at which emptying speeds up again", "1", 0.09, 0.3, [0.005, 0.4]),
  kp1: free("glucose production at zero glucose and insulin", "mg/kg/min", 3.09, 0.1, [1.5, 8]),
  kp2: free("liver's response to glucose", "/min", 0.0007, 0.3, [0.0001, 0.01]),
  kp3: free("liver's response to insulin", "mg/kg/min/(pmol/L)", 0.005, 0.35, [0.0005, 0.03]),
  kp4: free("liver's response to portal insulin", "mg/kg/min/(pmol/kg)", 0.0786, 0.3, [0.005, 0.3]),
  ki: free("delay of insulin's signal to the liver", "/min", 0.0066, 0.3, [0.001, 0.05]),
  Fsnc: constant("glucose use that needs no insulin", "mg/kg/min", 1, [0.3, 2]),
  Vmx: free("muscle's response to insulin", "mg/kg/min/(pmol/L)", 0.034, 0.4, [0.003, 0.2]),
  Km0: free("glucose at half of maximal use", "mg/kg", 466.21, 0.1, [150, 700]),
  p2u: free("delay of insulin's action on muscle", "/min", 0.084, 0.3, [0.01, 0.2]),
  K: free("response of beta cells to rising glucose", "pmol/kg/(mg/dL)", 0.99, 0.4, [0.05, 6]),
  alpha: free("delay of static secretion", "/min", 0.013, 0.3, [0.003, 0.15]),
  beta: free("response of beta cells to high glucose", "pmol/kg/min/(mg/dL)", 0.05, 0.4, [0.003, 0.4]),
  gamma: constant("portal vein to liver", "/min", 0.5, [0.1, 2]),
  ke1: constant("excretion above the renal threshold", "/min", 0.0007, [0, 0.005]),
  ke2: constant("renal threshold", "mg/kg", 269, [150, 500]),
  ksc: {
    is: "plasma to interstitial glucose",
    unit: "/min",
    value: 0.0921,
    spread: { kind: "logNormal", cv: 0.28 },
    range: [0.02, 0.3],
    source: "as the adults of the S2008 cohort",
  },
  Sb: follows("basal secretion", "pmol/kg/min", "5/2*m4*Ib*Vi/(1 - HEb)"),
  m2: follows("insulin from plasma to liver", "/min", "3/2*m4/HEb"),
  m6: follows("hepatic extraction without secretion", "1", "HEb + m5*Sb"),
  EGPb: follows("basal glucose production", "mg/kg/min", "kp1 - kp2*Gb*Vg - kp3*Ib - kp4*Sb/gamma"),
  Gtb: follows(
    "basal glucose in slow tissue",
    "mg/kg",
    "(Fsnc + ke1*max(0, Gb*Vg - ke2) - EGPb + k1*Gb*Vg)/k2",
  ),
  Vm0: follows(
    "glucose use at basal insulin",
    "mg/kg/min",
    "(EGPb - Fsnc - ke1*max(0, Gb*Vg - ke2))*(Km0 + Gtb)/Gtb",
  ),
} as const satisfies Record<string, ParameterSpec>;

/** The paper's mean healthy person, as overrides of the type 2 values. */
export const dallaMan2007Healthy = {
  BW: 78,
  Gb: 91.76,
  Ib: 25.49,
  Vg: 1.88,
  k1: 0.065,
  k2: 0.079,
  Vi: 0.05,
  m1: 0.19,
  m4: 0.194,
  m5: 0.0304,
  kmax: 0.0558,
  kmin: 0.008,
  kabs: 0.057,
  b: 0.82,
  d: 0.01,
  kp1: 2.7,
  kp2: 0.0021,
  kp3: 0.009,
  kp4: 0.0618,
  ki: 0.0079,
  Vmx: 0.047,
  Km0: 225.59,
  p2u: 0.0331,
  K: 2.3,
  alpha: 0.05,
  beta: 0.11,
  ke1: 0.0005,
  ke2: 339,
} as const;
