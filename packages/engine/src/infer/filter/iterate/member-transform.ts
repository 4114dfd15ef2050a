import { squareRoot } from "../analyse/ensemble-update.ts";
import type { Signals } from "../analyse/signals.ts";
import { moveMembers } from "../analyse/transform.ts";
import type { Ensemble } from "../ensemble/ensemble.ts";
import { inflate } from "../inflate/multiplicative.ts";
import { pointsOf } from "../observe/points.ts";

/**
 * What an update makes of members' deviations D (rows): T·D + 1·wᵀ·D, with T = elsewhere·I + basis·(along − elsewhere)·basisᵀ·metric and
 * w = metric·basis·shift.
 */
export interface MemberTransform {
  readonly signals: Signals;
  /** What deviations along each direction are multiplied by. */
  readonly along: Float64Array;
  /** And all others. */
  readonly elsewhere: number;
  /** How far the mean moves along each direction, in standard deviations before. */
  readonly shift: Float64Array;
}

/** Kalman's posterior by the symmetric square root. @param factor how much wider the forecast is taken to be */
export function squareRootTransform(signals: Signals, factor = 1, widensAll = false): MemberTransform {
  const { strengths, residuals } = signals;
  return {
    signals,
    along: strengths.map((s) => factor * squareRoot.keep(s)),
    elsewhere: widensAll ? factor : 1,
    shift: strengths.map((s, k) => (factor * s * residuals[k]!) / (1 + s * s)),
  };
}

/** Moves some numbers of the members, in place; all where none are named. */
export function applyTransform(
  ensemble: Ensemble,
  { signals, along, elsewhere, shift }: MemberTransform,
  numbers?: readonly number[],
): void {
  inflate(ensemble, elsewhere, numbers);
  const { count, basis } = signals;
  const moves = basis.map((value, at) => {
    const k = at % count;
    return shift[k]! / elsewhere + (along[k]! / elsewhere - 1) * value;
  });
  moveMembers(pointsOf(ensemble), signals, moves, numbers);
}

/**
 * How far apart two updates' means are, in standard deviations of the later one's posterior: the length of a Gauss–Newton
 * step in the metric of its Hessian.
 */
export function stepBetween(from: MemberTransform, to: MemberTransform, metric: Float64Array): number {
  const [before, after] = [shiftsOf(from, metric), shiftsOf(to, metric)];
  const { basis, strengths, count } = to.signals;
  const seen = new Float64Array(count);
  let squares = 0;
  for (let m = 0; m < metric.length; m++) {
    const step = after[m]! - before[m]!;
    squares += metric[m]! * step * step;
    for (let k = 0; k < count; k++) seen[k]! += metric[m]! * step * basis[m * count + k]!;
  }
  return Math.sqrt(seen.reduce((sum, along, k) => sum + (strengths[k]! * along) ** 2, squares));
}

function shiftsOf({ signals: { basis, count }, shift }: MemberTransform, metric: Float64Array): Float64Array {
  return metric.map((_, m) => {
    let sum = 0;
    for (let k = 0; k < count; k++) sum += basis[m * count + k]! * shift[k]!;
    return sum;
  });
}
