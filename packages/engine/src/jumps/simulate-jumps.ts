import type { System } from "../model/system.ts";
import { outputTimes, type OutputTimes } from "../solve/output-times.ts";
import { simulateSystem } from "../solve/simulate-system.ts";
import type { JumpOptions } from "./jump-options.ts";

export interface JumpSolution {
  readonly times: Float64Array;
  /** A column for each output of the system, one value a time: as it is after what happened until then. */
  readonly outputs: readonly Float64Array[];
  readonly events: number;
  /** How often the state moved: less than the events where some were taken together. */
  readonly moves: number;
}

/**
 * One course of a system by its reactions (see `simulateSystem`, which can leave chance out).
 * @throws HomeostatError HS1415, HS1418 for options, HS1409, HS1416 where something else changes the state or nothing does,
 * HS1411, HS1417 for a rate that is no propensity, HS1412, HS1313
 */
export function simulateJumps(
  system: System,
  {
    cancelled = () => false,
    from = 0,
    to,
    every,
    at,
    ...jumps
  }: JumpOptions & OutputTimes & { readonly cancelled?: () => boolean },
): JumpSolution {
  const wanted = outputTimes({
    from,
    to,
    ...(every === undefined ? {} : { every }),
    ...(at === undefined ? {} : { at }),
  });
  const { times, outputs, stats } = simulateSystem(system, { from, to, at: wanted, cancelled, jumps });
  return { times, outputs, events: stats.events ?? 0, moves: stats.steps };
}
