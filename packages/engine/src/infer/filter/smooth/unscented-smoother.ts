import { randomStream } from "../../../ensemble/random-stream.ts";
import type { Dynamics } from "../contract/dynamics.ts";
import type { Analysis } from "../contract/filter.ts";
import type { Standing } from "../contract/run-filter.ts";
import { triangularise } from "../linear/triangularise.ts";
import type { FilterObservation } from "../observe/observation.ts";
import { beside, type NormalBelief } from "../unscented/sigma-points.ts";
import { unscentedFilter } from "../unscented/unscented-filter.ts";
import { type UnscentedForecast, unscentedForecast } from "../unscented/unscented-forecast.ts";
import type { UnscentedSettings } from "../unscented/unscented-settings.ts";

export interface SmoothedRun {
  /** The belief at each observation, in the light of all of them. */
  readonly smoothed: readonly Standing<NormalBelief>[];
  readonly analyses: readonly Analysis<NormalBelief>[];
  readonly logEvidence: number;
}

/**
 * Forward with the unscented filter, then back as Rauch, Tung & Striebel 1965 do, with the unscented transform's own
 * cross-covariance: Särkkä 2008, doi:10.1109/TAC.2008.919531. Exact where the model is linear.
 *
 * @throws HomeostatError as the filter, and HS1801 for an observation from before the start or the last one
 */
export function unscentedSmoother(
  start: Standing<NormalBelief>,
  dynamics: Dynamics,
  observations: readonly FilterObservation[],
  settings: UnscentedSettings = {},
): SmoothedRun {
  const filter = unscentedFilter(settings);
  const unused = randomStream({ seed: 0, purpose: "unscented", member: 0 });
  const forecasts: UnscentedForecast[] = [];
  const analyses: Analysis<NormalBelief>[] = [];
  let { at, belief } = start;
  for (const observation of observations) {
    const forecast = unscentedForecast(belief, dynamics, at, observation.at, settings);
    const analysis = filter.analyse(forecast.predicted, observation, unused);
    forecasts.push(forecast);
    analyses.push(analysis);
    at = observation.at;
    belief = analysis.posterior;
  }
  return {
    smoothed: backward(analyses, forecasts).map((own, k) => ({ at: observations[k]!.at, belief: own })),
    analyses,
    logEvidence: analyses.reduce((sum, { logEvidence }) => sum + logEvidence, 0),
  };
}

function backward(
  analyses: readonly Analysis<NormalBelief>[],
  forecasts: readonly UnscentedForecast[],
): NormalBelief[] {
  const smoothed: NormalBelief[] = [];
  for (let k = analyses.length - 1; k >= 0; k--) {
    const here = analyses[k]!.posterior;
    const later = smoothed[0];
    smoothed.unshift(later ? smoothedOnce(here, forecasts[k + 1]!, later) : here);
  }
  return smoothed;
}

/**
 * mean + G·(later − predicted); the covariance is what the state ahead leaves open, plus G·later·Gᵀ. Both are read off the
 * factor of the state ahead and this one together, [L₁ 0; L₂ L₃]: G = L₂·L₁⁻¹, and L₃ is what is left open.
 */
function smoothedOnce(
  here: NormalBelief,
  { predicted, before, after }: UnscentedForecast,
  later: NormalBelief,
): NormalBelief {
  const size = here.mean.length;
  const joint = triangularise(below(after, before, size), 2 * size);
  const gain = divided(block(joint, size, 0), block(joint, 0, 0), size);
  const mean = here.mean.map((value, i) => {
    let moved = value;
    for (let k = 0; k < size; k++) moved += gain[i * size + k]! * (later.mean[k]! - predicted.mean[k]!);
    return moved;
  });
  const carried = new Float64Array(size * size);
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++)
      for (let k = j; k < size; k++)
        carried[i * size + j]! += gain[i * size + k]! * later.factor[k * size + j]!;
  return { mean, factor: triangularise(beside(block(joint, size, size), carried, size), size) };
}

/** The rows of one block below those of another, filled up with columns of 0. */
function below(upper: Float64Array, lower: Float64Array, size: number): Float64Array {
  const [columns, own] = [upper.length / size, lower.length / size];
  const both = new Float64Array(2 * size * columns);
  both.set(upper);
  for (let i = 0; i < size; i++) both.set(lower.subarray(i * own, (i + 1) * own), (size + i) * columns);
  return both;
}

function block(joint: Float64Array, row: number, column: number): Float64Array {
  const size = Math.sqrt(joint.length) / 2;
  return Float64Array.from(
    { length: size * size },
    (_, at) => joint[(row + Math.floor(at / size)) * 2 * size + column + (at % size)]!,
  );
}

/** G with G·L = C; along directions without spread there is nothing to regress on. */
function divided(c: Float64Array, lower: Float64Array, size: number): Float64Array {
  const quotient = c.slice();
  for (let i = 0; i < size; i++)
    for (let k = size - 1; k >= 0; k--) {
      let rest = quotient[i * size + k]!;
      for (let j = k + 1; j < size; j++) rest -= quotient[i * size + j]! * lower[j * size + k]!;
      const pivot = lower[k * size + k]!;
      quotient[i * size + k] = pivot === 0 ? 0 : rest / pivot;
    }
  return quotient;
}
