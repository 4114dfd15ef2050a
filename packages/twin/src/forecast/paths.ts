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
  /** What the sensor will read of it, its error drawn: the paths that risks are counted on. */
  readonly reading: readonly Float64Array[];
  /** The middle of what each member will read, and the deviation of what is fresh in it: what the band is made of. */
  readonly expected: readonly Float64Array[];
  readonly fresh: readonly Float64Array[];
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
  const expected: Float64Array[] = [];
  const fresh: Float64Array[] = [];
  for (const at of points) {
    run.advanceTo(at, inputs);
    truth.push(run.outputs(prepared.outputOf[prepared.forecastBy]!));
    const predicted = run.predict(prepared.forecastBy);
    const deviations = freshDeviations(prepared, run, predicted);
    const chance = normals(start.seed, "reading", (run.at - start.born) / prepared.slotMs, predicted.length);
    expected.push(predicted);
    fresh.push(deviations);
    reading.push(predicted.map((value, m) => value + deviations[m]! * chance[m]!));
  }
  return { points, truth, reading, expected, fresh };
}

function freshDeviations(prepared: Prepared, run: EnsembleRun, predicted: Float64Array): Float64Array {
  const which = prepared.forecastBy;
  const { correlationMinutes, correlatedShare } = prepared.design.measures[which]!;
  const share = Math.sqrt(correlationMinutes > 0 ? 1 - correlatedShare : 1);
  return predicted.map((value) => share * run.deviation(which, value));
}
