import { cpuSeconds } from "./measure.ts";

/** Work of ours, and how many units one run of it does. */
export interface Work {
  readonly run: () => unknown;
  readonly count: number;
}

/** CPU time of a run, in ms a unit. */
export function measureOurs({ run, count }: Work): number {
  return (1000 * cpuSeconds(run)) / count;
}

/** The last of three runs: warm, as that of an anchor is. */
export function measureWarm(work: Work): number {
  measureOurs(work);
  measureOurs(work);
  return measureOurs(work);
}

/** Runs until the runtime has put its optimised code in place. */
export function warmUp({ run }: Work): void {
  for (let seconds = 0; seconds < 0.8; ) seconds += cpuSeconds(run);
}
