import { type JumpOptions, type Schedule, simulateEnsemble } from "@homeostat/engine";
import { earlyHivBurstPearson2011, earlyHivPearson2011 } from "../early-hiv-pearson-2011.ts";
import { extinctionBy, type Mode, type Rates } from "./extinction.ts";

/** An exposure whose chance to be cleared is known. */
export interface Exposure {
  readonly name: string;
  readonly mode: Mode;
  readonly rates: Rates;
  readonly virions: number;
  readonly cells: number;
  /** The drug prevents this share of infections from then on. */
  readonly drug?: { readonly blocked: number; readonly begins: number };
  readonly at: readonly number[];
}

/** Few virions a cell, so that every event can be run: the laws hold for any number. */
const small = { R0: 1.6, N: 20, c: 3, delta: 1 } as const;
const one = { virions: 0, cells: 1, at: [1, 4, 10] } as const;
const drug = { blocked: 0.8, begins: 2 } as const;

export const exposures: readonly Exposure[] = [
  { name: "one cell, virions one by one", mode: "continuous", rates: small, ...one },
  { name: "one cell, bursts", mode: "burst", rates: small, ...one },
  {
    name: "ten virions, virions one by one",
    mode: "continuous",
    rates: small,
    virions: 10,
    cells: 0,
    at: [1, 4, 10],
  },
  { name: "ten virions, bursts", mode: "burst", rates: small, virions: 10, cells: 0, at: [1, 4, 10] },
  { name: "one cell, a drug from day 2, virions one by one", mode: "continuous", rates: small, ...one, drug },
  { name: "one cell, a drug from day 2, bursts", mode: "burst", rates: small, ...one, drug },
];

/** HIV's own numbers: fifty thousand virions a cell, in leaps. */
const hiv = { R0: 8, N: 50_000, c: 23, delta: 1 } as const;
export const hivExposures: readonly Exposure[] = [
  {
    name: "HIV: one cell, virions one by one",
    mode: "continuous",
    rates: hiv,
    virions: 0,
    cells: 1,
    at: [0.25, 0.5, 1],
  },
  {
    name: "HIV: 5,000 virions, virions one by one",
    mode: "continuous",
    rates: hiv,
    virions: 5000,
    cells: 0,
    at: [0.25, 0.5, 1],
  },
  {
    name: "HIV: 5,000 virions, bursts",
    mode: "burst",
    rates: hiv,
    virions: 5000,
    cells: 0,
    at: [0.25, 0.5, 1],
  },
];

export interface Cleared {
  readonly t: number;
  readonly expected: number;
  readonly found: number;
  /** Of a share of so many members. */
  readonly error: number;
  /** Distance in standard errors. */
  readonly z: number;
}

/** The share of members that have cleared it by each time, beside its probability. */
export function clearedBy(
  { mode, rates, virions, cells, drug, at }: Exposure,
  members: number,
  jumps: JumpOptions,
): readonly Cleared[] {
  const model = mode === "continuous" ? earlyHivPearson2011 : earlyHivBurstPearson2011;
  const schedule: Schedule =
    drug === undefined ? [] : [{ kind: "set", input: "blocked", at: drug.begins, value: drug.blocked }];
  const parameters = { ...rates, V0: virions, I0: cells };
  const { outputs } = simulateEnsemble(model, {
    members,
    parameters,
    schedule,
    to: at.at(-1)!,
    at,
    keep: ["cleared"],
    jumps,
  });
  return at.map((t, i) => {
    const { V, I } = extinctionBy(mode, rates, t, drug);
    const expected = V ** virions * I ** cells;
    const found =
      outputs.cleared.reduce((sum, value, row) => (row % at.length === i ? sum + value : sum), 0) / members;
    const error = Math.sqrt((expected * (1 - expected)) / members);
    return { t, expected, found, error, z: (found - expected) / error };
  });
}
