import type { Trust } from "@homeostat/twin";

/**
 * How far learned parameters are believed, by design: what virtual people of known truth showed in a week, 22 with type 1
 * diabetes and 14 with type 2. Made by `node scripts/credibility/twins.ts --days 7 --seed 5 --seeds 2 --trust` with
 * `--kind "type 1" --people 11` and `--kind "type 2" --people 7`.
 */
export const parameterTrust: Readonly<Record<"type 1" | "type 2", Readonly<Record<string, Trust>>>> = {
  "type 1": {
    Vmx: { share: 0.25, sd: 1.33 },
    kp2: { share: 0, sd: 0.95 },
    kp3: { share: 0, sd: 1.01 },
    kabs: { share: 0, sd: 1.26 },
    ksc: { share: 0, sd: 0.99 },
    b: { share: 0.99, sd: 1.25 },
    m1: { share: 0, sd: 0.96 },
    m4: { share: 0.6, sd: 0.88 },
  },
  "type 2": {
    Gb: { share: 0.42, sd: 0.41 },
    Vmx: { share: 0, sd: 0.76 },
    kp4: { share: 0, sd: 0.78 },
    beta: { share: 0, sd: 0.96 },
    kabs: { share: 1, sd: 0.96 },
    ksc: { share: 0, sd: 1.21 },
  },
};
