import type { RandomStream } from "../../../ensemble/random-stream.ts";
import type { FilterObservation } from "../observe/observation.ts";
import { checkForward, type Dynamics } from "./dynamics.ts";
import type { Analysis, Filter } from "./filter.ts";

export interface Standing<Belief> {
  readonly at: number;
  readonly belief: Belief;
}

export interface FilterRun<Belief> extends Standing<Belief> {
  /** ln p(all observations). */
  readonly logEvidence: number;
}

/**
 * Follows observations in their order, at whatever times they come; of several at one time each is brought in after the
 * other. Memory does not grow with their number: `visit` sees each analysis as it is made.
 *
 * Late and corrected data are the caller's: begin again from a belief of before them and replay.
 * @throws HomeostatError HS1801 for an observation from before where the filter stands
 */
export function runFilter<Belief>(
  filter: Filter<Belief>,
  start: Standing<Belief>,
  dynamics: Dynamics,
  observations: Iterable<FilterObservation>,
  stream: RandomStream,
  visit?: (analysis: Analysis<Belief>, forecast: Belief, observation: FilterObservation) => void,
): FilterRun<Belief> {
  let { at, belief } = start;
  let logEvidence = 0;
  for (const observation of observations) {
    checkForward(at, observation.at);
    const forecast =
      observation.at > at ? filter.forecast(belief, dynamics, at, observation.at, stream) : belief;
    const analysis = filter.analyse(forecast, observation, stream);
    visit?.(analysis, forecast, observation);
    logEvidence += analysis.logEvidence;
    at = observation.at;
    belief = analysis.posterior;
  }
  return { at, belief, logEvidence };
}
