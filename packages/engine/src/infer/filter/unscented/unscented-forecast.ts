import { failure } from "../../../errors/registry.ts";
import { checkForward, type Dynamics, type NoiseMoments } from "../contract/dynamics.ts";
import { meansOf } from "../inflate/spread.ts";
import { triangularise } from "../linear/triangularise.ts";
import { type Points, rootDeviations } from "../observe/points.ts";
import { fromFree, mapped, type Scales, toFree } from "../scales/scale.ts";
import { beside, type NormalBelief, sigmaPoints } from "./sigma-points.ts";
import { checkedCentre, type UnscentedSettings } from "./unscented-settings.ts";

/** A forecast, and the deviations that it was made of: from both a smoother learns how they hang together. */
export interface UnscentedForecast {
  readonly predicted: NormalBelief;
  /** Root deviations of the state before, size × points, row by row. */
  readonly before: Float64Array;
  /** Those of the state after, and of what chance added: size × as many columns or more. */
  readonly after: Float64Array;
}

/** @throws HomeostatError HS1801, HS1805, HS1806 */
export function unscentedForecast(
  belief: NormalBelief,
  dynamics: Dynamics,
  from: number,
  to: number,
  settings: UnscentedSettings,
): UnscentedForecast {
  checkForward(from, to);
  const { scales } = settings;
  const centre = checkedCentre(settings);
  const size = belief.mean.length;
  const noise = dynamics.noise?.moments(from, to);
  const before = sigmaPoints(belief, scales && noise ? centre + noise.columns : centre);
  const x = scales ? mapped(before.x, size, scales, fromFree) : before.x.slice();
  for (let m = 0; m < before.weights.length; m++) {
    const point = x.subarray(m * size, (m + 1) * size);
    dynamics.advance(point, from, to);
    noise?.mean?.forEach((value, i) => {
      point[i]! += value;
    });
    if (!point.every(Number.isFinite)) throw failure("HS1805", { what: "Sigma point", which: m, at: to });
  }
  const moved = { ...before, x };
  const after = scales ? free(noise ? withNoise(moved, noise, centre) : moved, scales) : moved;
  const mean = meansOf(after);
  const deviations = rootDeviations(after, mean);
  const columns = !scales && noise && noise.columns > 0 ? beside(deviations, noise.factor, size) : deviations;
  const predicted = { mean, factor: triangularise(columns, size) };
  return { predicted, before: rootDeviations(before, belief.mean), after: columns };
}

const free = (points: Points, scales: Scales): Points => ({
  ...points,
  x: mapped(points.x, points.size, scales, toFree),
});

/**
 * Where numbers have scales, what chance adds has no normal law on them: it gets sigma points of its own, beside the middle
 * one (the state augmented by its noise: Julier & Uhlmann 2004, section III, doi:10.1109/JPROC.2003.823141).
 */
function withNoise({ size, x, weights }: Points, { factor, columns }: NoiseMoments, centre: number): Points {
  const all = new Float64Array(x.length + 2 * columns * size);
  const each = new Float64Array(weights.length + 2 * columns).fill(weights[1]!);
  each[0] = 2 * centre * weights[1]!;
  all.set(x);
  const reach = Math.sqrt(0.5 / weights[1]!);
  for (let k = 0; k < columns; k++)
    for (let i = 0; i < size; i++) {
      const step = reach * factor[i * columns + k]!;
      all[x.length + 2 * k * size + i] = x[i]! + step;
      all[x.length + (2 * k + 1) * size + i] = x[i]! - step;
    }
  return { size, x: all, weights: each, metric: each };
}
