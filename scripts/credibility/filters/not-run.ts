import type { PublishedRow } from "./published-row.ts";
import { setupOf } from "./setup-of.ts";

/** Methods that are not built here, and why. */
const proposal =
  "particle filter with a proposal of its own: 0.28 and 0.29 with 800 particles, where the plain one has 0.29";
const notBuilt: Readonly<Record<string, string>> = {
  Var4D: "4D-Var: needs the adjoint of the model over a window",
  OptPF: proposal,
  PFa: proposal,
  PFxN: proposal,
  PFxN_EnKF: proposal,
};

/** Why a row has no run of ours; undefined where one can be made. */
export function whyNotRun(row: PublishedRow): string | undefined {
  const setup = setupOf(row);
  return notBuilt[row.method] ?? (typeof setup === "string" ? setup : undefined);
}
