import { EnsembleRun, type RunStart } from "../assimilate/ensemble-run.ts";
import type { Instant } from "../observation/observation.ts";
import { normals } from "../twin/noise.ts";
import type { Prepared } from "../twin/prepare.ts";
import type { TakenInput } from "../twin/twin.ts";

/** Where the members go: one array a point, one number a member. */
export interface Paths {
  readonly points: readonly Instant[];
  /** The forecast output itself. */
  readonly truth: readonly Float64Array[];
  /** What the sensor will read of it, its error included. */
  readonly reading: readonly Float64Array[];
}

/** The slot starts after `from`, up to `to`: the times at which a twin forecasts. */
export function forecastPoints({ slotMs }: Prepared, born: Instant, from: Instant, to: Instant): Instant[] {
  const points: Instant[] = [];
  for (let at = born + (Math.floor((from - born) / slotMs) + 1) * slotMs; at <= to; at += slotMs)
    points.push(at);
  return points;
}

/**
 * Pushes the members on, with the inputs that are known; disturbances and sensor errors wander on from where they are.
 * @param points ascending, at the twin's slot starts, none before the members' own time
 */
export function pushForward(
  prepared: Prepared,
  start: RunStart,
  inputs: readonly TakenInput[],
  points: readonly Instant[],
): Paths {
  const run = new EnsembleRun(prepared, start);
  const truth: Float64Array[] = [];
  const reading: Float64Array[] = [];
  for (const at of points) {
    run.advanceTo(at, inputs);
    truth.push(run.outputs(prepared.outputOf[prepared.forecastBy]!));
    reading.push(withFreshError(prepared, run, start));
  }
  return { points, truth, reading };
}

function withFreshError(prepared: Prepared, run: EnsembleRun, { seed, born }: RunStart): Float64Array {
  const which = prepared.forecastBy;
  const { correlationMinutes, correlatedShare } = prepared.design.measures[which]!;
  const fresh = Math.sqrt(correlationMinutes > 0 ? 1 - correlatedShare : 1);
  const predicted = run.predict(which);
  const chance = normals(seed, "reading", (run.at - born) / prepared.slotMs, predicted.length);
  return predicted.map((value, m) => value + fresh * run.deviation(which, value) * chance[m]!);
}
