import type { ParameterSpec } from "@homeostat/engine";

const mean = "Hovorka 2004, table 1; spread: Hovorka 2002, six subjects";
const free = (is: string, unit: string, value: number, cv: number, range: readonly [number, number]) =>
  ({ is, unit, value, spread: { kind: "logNormal", cv }, range, source: mean }) satisfies ParameterSpec;
const constant = (is: string, unit: string, value: number, range: readonly [number, number]) =>
  ({ is, unit, value, range, source: "Hovorka 2004, table 1" }) satisfies ParameterSpec;

export const hovorka2004Parameters = {
  BW: constant("body weight", "kg", 75, [15, 180]),
  G0: { is: "glucose at the start", unit: "mmol/L", value: 5.6, range: [1, 30], source: "chosen" },
  basal: {
    is: "basal insulin",
    unit: "m[iU]/min",
    value: 6.990767,
    range: [0, 60],
    source: "holds 5.6 mmol/L in the mean person",
  },
  Ib: { is: "basal plasma insulin", unit: "m[iU]/L", value: "basal/(VI*BW*ke)", source: "steady state" },
  k12: free("tissue to plasma", "/min", 0.066, 0.4, [0.01, 0.2]),
  ka1: constant("delay of action on transport", "/min", 0.006, [0.001, 0.05]),
  ka2: constant("delay of action on disposal", "/min", 0.06, [0.01, 0.3]),
  ka3: constant("delay of action on production", "/min", 0.03, [0.005, 0.2]),
  ke: constant("insulin elimination", "/min", 0.138, [0.05, 0.4]),
  VI: constant("volume of insulin", "L/kg", 0.12, [0.05, 0.3]),
  VG: constant("volume of glucose", "L/kg", 0.16, [0.1, 0.25]),
  AG: constant("fraction absorbed", "1", 0.8, [0.5, 1]),
  tmaxG: constant("time of fastest absorption", "min", 40, [15, 120]),
  tmaxI: constant("time of fastest insulin absorption", "min", 55, [20, 120]),
  SIT: free("sensitivity of transport", "/min/(m[iU]/L)", 51.2e-4, 0.63, [5e-4, 200e-4]),
  SID: free("sensitivity of disposal", "/min/(m[iU]/L)", 8.2e-4, 0.95, [0.3e-4, 40e-4]),
  SIE: free("sensitivity of production", "L/m[iU]", 520e-4, 0.59, [40e-4, 2000e-4]),
  EGP0: free("production at zero insulin", "mmol/kg/min", 0.0161, 0.25, [0.005, 0.04]),
  F01: free("use that needs no insulin", "mmol/kg/min", 0.0097, 0.22, [0.003, 0.02]),
} as const satisfies Record<string, ParameterSpec>;

type Row = readonly [number, number, number, number, number, number];

// SIT, SID and SIE in 1e-4 of their unit.
const rows: readonly Row[] = [
  [29.4, 0.9, 401, 0.0148, 0.0121, 0.0343],
  [18.7, 6.1, 379, 0.0143, 0.0075, 0.0871],
  [81.2, 20.1, 578, 0.0156, 0.0103, 0.0863],
  [86.1, 4.7, 720, 0.0213, 0.0119, 0.0968],
  [72.4, 15.3, 961, 0.02, 0.0071, 0.039],
  [19.1, 2.2, 82, 0.0105, 0.0092, 0.0458],
];

/** The six subjects of Hovorka 2002 (Am J Physiol 282:E992), by name `subject#1`… */
export const hovorka2004Subjects: Readonly<Record<string, Readonly<Record<string, number>>>> =
  Object.fromEntries(
    rows.map(([SIT, SID, SIE, EGP0, F01, k12], index) => [
      `subject#${index + 1}`,
      { SIT: SIT * 1e-4, SID: SID * 1e-4, SIE: SIE * 1e-4, EGP0, F01, k12 },
    ]),
  );
