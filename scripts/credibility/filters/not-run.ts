import type { PublishedRow } from "./published-row.ts";
import { setupOf } from "./setup-of.ts";

/** Methods that are not built here, and why. */
const proposal =
  "particle filter with a proposal of its own: 0.28 and 0.29 with 800 particles, where the plain one has 0.29";
const notBuilt: Readonly<Record<string, string>> = {
  Var4D: "4D-Var: needs the adjoint of the model over a window",
  RHF: "rank-histogram update: published above what is built on its set-up",
  LNETF: "nonlinear transform: published above what is built on each of its set-ups",
  OptPF: proposal,
  PFa: proposal,
  PFxN: proposal,
  PFxN_EnKF: proposal,
};

const notBuiltUpdates: Readonly<Record<string, string>> = {
  "Serial ESOPS": "second-order exact sampling: published at the square root's error or above",
  "Serial Var1": "perturbations of variance 1: published at the error of perturbed observations",
};

/** Why a row has no run of ours; undefined where one can be made. */
export function whyNotRun(row: PublishedRow): string | undefined {
  const setup = setupOf(row);
  const missing = notBuilt[row.method] ?? notBuiltUpdates[String(row.settings.kind)];
  return missing ?? (typeof setup === "string" ? setup : undefined);
}
