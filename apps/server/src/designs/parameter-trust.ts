import type { Trust } from "@homeostat/twin";

/**
 * How far learned parameters are believed, by design: what 28 virtual people of known truth showed in a week. Made by
 * `node scripts/credibility/twins.ts --days 7 --people 28 --seed 5 --trust`.
 */
export const parameterTrust: Readonly<Record<"type 1" | "type 2", Readonly<Record<string, Trust>>>> = {
  "type 1": {
    Vmx: { share: 0.75, sd: 1.08 },
    kp2: { share: 0.64, sd: 1.11 },
    kp3: { share: 0.33, sd: 1.2 },
    kabs: { share: 0.4, sd: 1.29 },
    ksc: { share: 0, sd: 1.08 },
    b: { share: 1, sd: 1.31 },
    m1: { share: 0.15, sd: 0.93 },
    m4: { share: 0.67, sd: 1.11 },
  },
  "type 2": {
    Gb: { share: 0.41, sd: 0.47 },
    Vmx: { share: 0, sd: 0.58 },
    kp4: { share: 0, sd: 1.1 },
    beta: { share: 0, sd: 1.11 },
    kabs: { share: 1, sd: 1.14 },
    ksc: { share: 1, sd: 0.95 },
  },
};
