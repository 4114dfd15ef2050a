import type { EnsembleBlock, MethodName, Model, Schedule } from "@homeostat/engine";
import type { Chance } from "../arguments/chance.ts";

export interface EnsembleRequest extends Chance {
  readonly model: Model;
  /** The same for all members. */
  readonly parameters: Readonly<Record<string, number>>;
  readonly schedule: Schedule;
  readonly to: number;
  readonly every: number;
  readonly method?: MethodName;
}

export interface EnsembleFlags {
  /** As many different people, … */
  readonly members?: string;
  /** … or as many paths of one. */
  readonly paths?: string;
  readonly seed: string;
  readonly summary?: string;
  readonly workers?: string;
  readonly out?: string;
  readonly json?: boolean;
}

/** Many courses of a model, ready to be run. */
export interface EnsembleRun {
  readonly model: Model;
  readonly members: number;
  readonly workers: number;
  /** What a file says of itself; nothing that depends on the machine. */
  readonly provenance: Readonly<Record<string, string>>;
  /** Starts the work. */
  readonly blocks: (signal: AbortSignal) => AsyncIterable<EnsembleBlock>;
}

/** What is said of it on standard output. */
export function reportOf({ provenance, members, workers }: EnsembleRun) {
  return { model: provenance.model!, hash: provenance.hash!, members, workers };
}
