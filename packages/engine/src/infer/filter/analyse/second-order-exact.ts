import { orthogonalise } from "../linear/orthogonalise.ts";
import { orthonormalBasis } from "../linear/orthonormal-basis.ts";
import { lengthOf } from "../linear/vectors.ts";
import { rootDeviations, type Points } from "../observe/points.ts";
import { meansOf } from "../inflate/spread.ts";
import { perturbedObservations } from "./ensemble-update.ts";
import { kalmanShift, type SerialUpdate } from "./serial-update.ts";

/**
 * Second-order exact perturbations (Hoteit et al. 2015, section 3, doi:10.1175/MWR-D-14-00088.1): along one direction in which members do not
 * differ, so that the posterior has Kalman's covariance exactly. Where members differ in all directions the weakest is
 * given up for it. After each number the next such direction is what is left of the last one and that number's forecast.
 * For equal weights.
 */
export const secondOrderExact: SerialUpdate = {
  name: "second-order exact perturbations",
  start(points, observed, draw) {
    let free = freeDirection(points, draw);
    removeAlong(free, points);
    removeAlong(free, observed);
    return (forecast) => {
      const { strength, basis } = forecast;
      const sign = draw() < 0 ? -1 : 1;
      const change = perturbedObservations.keep(strength) - 1;
      const scale = sign * perturbedObservations.noise!(strength);
      const deviations = basis.map((value, m) => change * value + scale * free[m]!);
      const length = Math.sqrt(1 + strength ** 2);
      free = free.map((value, m) => (sign * value - strength * basis[m]!) / length);
      return { shift: kalmanShift(forecast), deviations };
    };
  },
};

/** One number a member, of mean 0 and unit variance, with which no number of theirs is correlated; or hardly. */
function freeDirection(points: Points, draw: () => number): Float64Array {
  const { size, metric } = points;
  const members = metric.length;
  const roots = rootDeviations(points, meansOf(points));
  const columns = Array.from({ length: size }, (_, i) => roots.slice(i * members, (i + 1) * members));
  const ones = new Float64Array(members).fill(1);
  const basis = orthonormalBasis([ones, ...columns]);
  const direction =
    basis.length < members
      ? orthonormalBasis([...basis, ones.map(draw)])[basis.length]!
      : weakestOf(columns, members - 1);
  return direction.map((value, m) => value / Math.sqrt(metric[m]!));
}

/** The direction of the least of so many principal ones. */
function weakestOf(columns: readonly Float64Array[], rank: number): Float64Array {
  orthogonalise(columns);
  const lengths = columns.map(lengthOf);
  const at = [...lengths.keys()].sort((a, b) => lengths[b]! - lengths[a]!)[rank - 1]!;
  return columns[at]!.map((value) => value / lengths[at]!);
}

/** Members keep their means, and differ no more along a direction, in place. */
function removeAlong(direction: Float64Array, { size, x, metric }: Points): void {
  for (let i = 0; i < size; i++) {
    let slope = 0;
    for (let m = 0, at = i; m < metric.length; m++, at += size)
      slope += metric[m]! * direction[m]! * (x[at]! - x[i]!);
    for (let m = 0, at = i; m < metric.length; m++, at += size) x[at]! -= slope * direction[m]!;
  }
}
