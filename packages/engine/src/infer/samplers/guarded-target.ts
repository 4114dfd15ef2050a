import type { RandomStream } from "../../ensemble/random-stream.ts";
import { failure } from "../../errors/registry.ts";
import { checkGradient } from "./check-gradient.ts";
import type { Target } from "./target.ts";

const mostTries = 100;
/** A start law is wider than its density: no chain of a proper density goes so many times further. */
const farAway = 1e6;
const startDraws = 32;
/** A point whose ln density is this far below the best is where trajectories that blow up are turned back, not where a chain stays. */
const hopeless = 1000;

/** A point where a chain begins: the first draw of the start law at which the density is not 0. @throws HS1661, HS1664 */
export function startingPoint(target: Target, stream: RandomStream): Float64Array {
  for (let i = 0; i < mostTries; i++) {
    const at = target.start.sample(stream);
    if (Number.isFinite(target.logDensity(at))) {
      if (target.differentiable) checkGradient(target, at);
      return at;
    }
  }
  throw failure("HS1661", { tries: mostTries });
}

interface DensityCounts {
  readonly evaluations: number;
  readonly notNumbers: number;
}

/**
 * The target with its values checked: NaN counts as impossible and is counted, +∞ and points without end are refused.
 * @throws HS1662 for +∞, HS1663 where a chain runs away
 */
export function guarded(
  target: Target,
  stream: RandomStream,
): Target & { readonly counts: () => DensityCounts } {
  const reach = reachOf(target, stream);
  let [evaluations, notNumbers] = [0, 0];
  let best = Number.NEGATIVE_INFINITY;
  return {
    coordinates: target.coordinates,
    differentiable: target.differentiable,
    start: target.start,
    quantities: target.quantities,
    report: (at) => target.report(at),
    counts: () => ({ evaluations, notNumbers }),
    logDensity: (at, gradient) => {
      const value = target.logDensity(at, gradient);
      evaluations++;
      if (Number.isNaN(value)) {
        notNumbers++;
        return Number.NEGATIVE_INFINITY;
      }
      if (value === Number.POSITIVE_INFINITY) throw failure("HS1662", { at: described(target, at) });
      best = Math.max(best, value);
      if (value > best - hopeless) refuseRunaway(target, reach, at);
      return value;
    },
  };
}

function reachOf({ start, coordinates }: Target, stream: RandomStream): Float64Array {
  const reach = new Float64Array(coordinates.length);
  for (let i = 0; i < startDraws; i++)
    start.sample(stream).forEach((value, k) => {
      reach[k] = Math.max(reach[k]!, farAway * Math.abs(value));
    });
  return reach;
}

function refuseRunaway({ coordinates }: Target, reach: Float64Array, at: Float64Array): void {
  for (let k = 0; k < at.length; k++)
    if (!(Math.abs(at[k]!) <= reach[k]!)) throw failure("HS1663", { name: coordinates[k]!, value: at[k]! });
}

const described = ({ coordinates }: Target, at: Float64Array) =>
  coordinates
    .slice(0, 6)
    .map((name, k) => `${name} = ${at[k]!.toPrecision(4)}`)
    .join(", ");
