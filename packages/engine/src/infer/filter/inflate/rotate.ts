import { normalQuantile } from "../../../ensemble/normal-quantile.ts";
import type { RandomStream } from "../../../ensemble/random-stream.ts";
import type { Ensemble } from "../ensemble/ensemble.ts";
import { meansOf } from "./spread.ts";

/**
 * Turns the members among each other at random, in place: mean and covariance stay, what is not normal in a
 * deterministic update's ensemble is mixed away (Sakov & Oke 2008b, doi:10.1175/2007MWR2021.1). For equal weights.
 * Uniform over the rotations that keep the mean, as a product of reflections: Stewart 1980, doi:10.1137/0717034.
 */
export function rotateMembers(ensemble: Ensemble, stream: RandomStream): void {
  const { size, x, weights } = ensemble;
  const members = weights.length;
  const means = meansOf(ensemble);
  subtract(x, means);
  const first = toFirstAxis(members);
  reflect(x, size, first, 0);
  for (let k = 1; k < members - 1; k++) {
    const direction = Float64Array.from({ length: members - k }, () => normalQuantile(stream.uniform()));
    const length = Math.hypot(...direction);
    direction[0]! += direction[0]! < 0 ? -length : length;
    reflect(x, size, direction, k);
  }
  flipLast(x, size, stream);
  reflect(x, size, first, 0);
  subtract(
    x,
    means.map((mean) => -mean),
  );
}

/** The reflection that swaps the direction of the mean with the first axis. */
function toFirstAxis(members: number): Float64Array {
  const v = new Float64Array(members).fill(1);
  v[0] = 1 + Math.sqrt(members);
  return v;
}

/** Rows from `from` on are reflected: X ← (I − 2vvᵀ/vᵀv)·X. */
function reflect(x: Float64Array, size: number, v: Float64Array, from: number): void {
  let squares = 0;
  for (const value of v) squares += value * value;
  for (let i = 0; i < size; i++) {
    let sum = 0;
    for (let m = 0, at = from * size + i; m < v.length; m++, at += size) sum += v[m]! * x[at]!;
    const scale = (2 * sum) / squares;
    for (let m = 0, at = from * size + i; m < v.length; m++, at += size) x[at]! -= scale * v[m]!;
  }
}

function flipLast(x: Float64Array, size: number, stream: RandomStream): void {
  if (stream.uniform() < 0.5) return;
  for (let at = x.length - size; at < x.length; at++) x[at] = -x[at]!;
}

function subtract(x: Float64Array, means: Float64Array): void {
  for (let at = 0; at < x.length; at++) x[at]! -= means[at % means.length]!;
}
