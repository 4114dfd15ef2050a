import { failure } from "../../../errors/registry.ts";
import { checkForward, type Dynamics } from "../contract/dynamics.ts";
import { meansOf } from "../inflate/spread.ts";
import { triangularise } from "../linear/triangularise.ts";
import { rootDeviations } from "../observe/points.ts";
import { beside, type NormalBelief, sigmaPoints } from "./sigma-points.ts";

/** A forecast, and the deviations that it was made of: from both a smoother learns how they hang together. */
export interface UnscentedForecast {
  readonly predicted: NormalBelief;
  /** Root deviations of the state before, size × points, row by row. */
  readonly before: Float64Array;
  /** Those of the state after, and of what chance added: size × as many columns or more. */
  readonly after: Float64Array;
}

/** @throws HomeostatError HS1801, HS1805 */
export function unscentedForecast(
  belief: NormalBelief,
  dynamics: Dynamics,
  from: number,
  to: number,
  centre: number,
): UnscentedForecast {
  checkForward(from, to);
  const size = belief.mean.length;
  const before = sigmaPoints(belief, centre);
  const after = { ...before, x: before.x.slice() };
  for (let m = 0; m < after.weights.length; m++) {
    const point = after.x.subarray(m * size, (m + 1) * size);
    dynamics.advance(point, from, to);
    if (!point.every(Number.isFinite)) throw failure("HS1805", { what: "Sigma point", which: m, at: to });
  }
  const mean = meansOf(after);
  const moved = rootDeviations(after, mean);
  const noise = dynamics.noise?.moments(from, to);
  noise?.mean?.forEach((value, i) => {
    mean[i]! += value;
  });
  const columns = noise && noise.columns > 0 ? beside(moved, noise.factor, size) : moved;
  const predicted = { mean, factor: triangularise(columns, size) };
  return { predicted, before: rootDeviations(before, belief.mean), after: columns };
}
