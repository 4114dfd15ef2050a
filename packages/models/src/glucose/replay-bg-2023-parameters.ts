import type { ParameterSpec } from "@homeostat/engine";
import type { Prior } from "@homeostat/engine/infer";

const paper = "Cappon 2023, table I";
const constant = (is: string, unit: string, value: number, range: readonly [number, number]) =>
  ({ is, unit, value, range, source: paper }) satisfies ParameterSpec;
const free = constant;

/** What is fitted has its prior in `replayBg2023Priors`. */
export const replayBg2023Parameters = {
  BW: { is: "body weight", unit: "kg", value: 75, range: [15, 180], source: "the person's own" },
  basal: {
    is: "usual basal rate",
    unit: "[iU]/h",
    value: 1,
    range: [0, 10],
    source: "the person's own: the mean of what is recorded",
  },
  Gb: free("glucose at the usual basal rate", "mg/dL", 119.13, [50, 300]),
  SI: free("insulin sensitivity", "/min/(m[iU]/L)", 10.35e-4 / 1.45, [1e-6, 0.02]),
  SG: free("glucose effectiveness", "/min", Math.exp(-3.8), [1e-3, 0.3]),
  p2: free("delay of insulin's action", "/min", 0.0121, [1e-3, 0.1]),
  ka2: free("absorption of monomeric insulin", "/min", Math.exp(-4.2875), [1e-3, 0.2]),
  kd: free("dissociation of subcutaneous insulin", "/min", Math.exp(-3.509), [1e-3, 0.5]),
  kempt: free("emptying of the stomach", "/min", Math.exp(-1.9646), [5e-3, 2]),
  kabs: free("absorption from the intestine", "/min", 0.012, [1e-4, 1]),
  VG: constant("volume of glucose", "dL/kg", 1.45, [1, 2.5]),
  VI: constant("volume of insulin", "L/kg", 0.126, [0.05, 0.3]),
  ke: constant("elimination of insulin", "/min", 0.127, [0.03, 0.5]),
  f: constant("fraction absorbed", "1", 0.9, [0.5, 1]),
  alpha: constant("lag of interstitial behind plasma glucose", "min", 7, [1, 30]),
  r1: constant("slope of the risk below the basal level", "1", 1.4407, [0, 5]),
  r2: constant("exponent of the risk below the basal level", "1", 0.8124, [0.1, 2]),
  u2ss: {
    is: "usual basal insulin",
    unit: "m[iU]/kg/min",
    value: "convert(basal, 'm[iU]/min')/BW",
    source: "unit of the basal rate",
  },
  Ipb: { is: "basal plasma insulin", unit: "m[iU]/kg", value: "u2ss/ke", source: "steady state" },
} as const satisfies Record<string, ParameterSpec>;

/** Delays of what is taken, min: insulin's is fixed, that of a meal is fitted between 0 and 60. */
export const replayBg2023Delays = { insulin: 8, meal: { low: 0, high: 60 } } as const;

const logNormal = (mean: number, sd: number): Prior => ({
  kind: "logNormal",
  median: Math.exp(mean),
  cv: Math.sqrt(Math.expm1(sd * sd)),
});

/**
 * The priors of the paper. √p2 is normal there with mean 0.11 and deviation 0.004: the log-normal here has the same median
 * and relative spread. Only draws with ka2 < kd and kabs < kempt count (`replayBg2023Allows`).
 */
export const replayBg2023Priors = {
  Gb: { kind: "normal", mean: 119.13, sd: 7.11 },
  SI: { kind: "gamma", shape: 3.3, scale: 5e-4 / replayBg2023Parameters.VG.value },
  SG: logNormal(-3.8, 0.5),
  p2: logNormal(2 * Math.log(0.11), (2 * 0.004) / 0.11),
  ka2: logNormal(-4.2875, 0.4274),
  kd: logNormal(-3.509, 0.6187),
  kempt: logNormal(-1.9646, 0.7069),
  kabs: logNormal(-5.4591, 1.4396),
} as const satisfies Record<string, Prior>;

/** Whether values of the fitted parameters tell the two steps of insulin, and stomach from intestine, apart. */
export function replayBg2023Allows(values: Readonly<Record<string, number>>): boolean {
  return values.ka2! < values.kd! && values.kabs! < values.kempt!;
}
