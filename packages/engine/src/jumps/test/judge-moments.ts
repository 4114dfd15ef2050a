import { simulateEnsemble } from "../../ensemble/simulate-ensemble.ts";
import { EnsembleSummariser } from "../../ensemble/summary/ensemble-summary.ts";
import type { JumpOptions } from "../jump-options.ts";
import { type KnownLaw, lookedAt } from "./known-laws.ts";

/** Mean and sd of many members beside the law's, and by how many standard errors they are apart. */
export interface Judged {
  readonly t: number;
  readonly exact: readonly [mean: number, sd: number];
  readonly found: readonly [mean: number, sd: number];
  /** √n·(mean − μ)/σ: the suite allows ±3. */
  readonly z: number;
  /** √(n/2)·(s²/σ² − 1): the suite allows ±5. */
  readonly y: number;
}

/** Judged as the SBML stochastic test suite does (Evans, Gillespie & Wilkinson 2008, Bioinformatics 24:285). */
export function judgeMoments(
  { model, moments, schedule = [] }: KnownLaw,
  members: number,
  jumps: JumpOptions,
): readonly Judged[] {
  const { mean, sd } = summaryOf({ model, schedule }, { to: 50, at: lookedAt, members, jumps }).x!;
  return lookedAt.map((t, i) => {
    const [mu, variance] = moments(t);
    return {
      t,
      exact: [mu, Math.sqrt(variance)],
      found: [mean[i]!, sd[i]!],
      z: (Math.sqrt(members) * (mean[i]! - mu)) / Math.sqrt(variance),
      y: Math.sqrt(members / 2) * (sd[i]! ** 2 / variance - 1),
    };
  });
}

export function summaryOf(
  { model, schedule = [] }: Pick<KnownLaw, "model" | "schedule">,
  options: {
    readonly to: number;
    readonly at: readonly number[];
    readonly members: number;
    readonly jumps: JumpOptions;
  },
) {
  const summariser = new EnsembleSummariser();
  summariser.take({ first: 0, ...simulateEnsemble(model, { ...options, schedule }) });
  return summariser.summary.outputs;
}
