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
  const sums = new Float64Array(size);
  const direction = new Float64Array(members);
  subtract(x, means);
  const first = toFirstAxis(members);
  reflect(x, first, 0, sums);
  for (let k = 1; k < members - 1; k++) reflect(x, drawDirection(direction.subarray(k), stream), k, sums);
  flipLast(x, size, stream);
  reflect(x, first, 0, sums);
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

/** A reflection's direction that sends a row drawn from the uniform law on the sphere to the first axis. */
function drawDirection(into: Float64Array, stream: RandomStream): Float64Array {
  let squares = 0;
  for (let m = 0; m < into.length; m++) {
    into[m] = normalQuantile(stream.uniform());
    squares += into[m]! ** 2;
  }
  into[0]! += into[0]! < 0 ? -Math.sqrt(squares) : Math.sqrt(squares);
  return into;
}

/** Rows from `from` on are reflected: X ← (I − 2vvᵀ/vᵀv)·X. */
function reflect(x: Float64Array, v: Float64Array, from: number, sums: Float64Array): void {
  const size = sums.fill(0).length;
  let squares = 0;
  for (let m = 0, at = from * size; m < v.length; m++) {
    const along = v[m]!;
    squares += along * along;
    for (let i = 0; i < size; i++, at++) sums[i]! += along * x[at]!;
  }
  for (let m = 0, at = from * size; m < v.length; m++) {
    const scale = (2 * v[m]!) / squares;
    for (let i = 0; i < size; i++, at++) x[at]! -= scale * sums[i]!;
  }
}

function flipLast(x: Float64Array, size: number, stream: RandomStream): void {
  if (stream.uniform() < 0.5) return;
  for (let at = x.length - size; at < x.length; at++) x[at] = -x[at]!;
}

function subtract(x: Float64Array, means: Float64Array): void {
  for (let at = 0; at < x.length; at++) x[at]! -= means[at % means.length]!;
}
