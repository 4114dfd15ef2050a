import type { Landscape } from "./minimise.ts";
import { factorise, inverseOf, solveFactorised } from "./symmetric.ts";

/** A point of a posterior's ridges, and how the posterior bends there. */
export interface RidgePoint {
  readonly at: Float64Array;
  /** −2 ln density up to a constant. */
  readonly value: number;
  /** From the expected curvature. */
  readonly covariance: Float64Array;
}

type LandscapeAt = (x: Float64Array) => Landscape;

/** A ridge is followed for so many points to either side, until −2 ln density is so far above the top's. */
const mostPoints = 8;
const lowest = 14;
/** Where a step costs less than this, the next is longer. */
const flat = 1;
const longer = 1.7;
/** The effects along which ridges are followed, the least known first. */
const mostDirections = 12;

/**
 * The ridges that lead away from tops of a posterior: for each effect, the most probable others at values of it further and
 * further away (the conditional modes of Tierney & Kadane 1986, J Am Stat Assoc 81:82, along which Rue, Martino & Chopin
 * 2009, J R Stat Soc B 71:319, explore theirs). Around them lies what a single normal law misses of a bent posterior.
 */
export function ridgesOf(landscapeAt: LandscapeAt, tops: readonly Float64Array[]): readonly RidgePoint[] {
  const points = tops.map((top) => pointAt(landscapeAt, top)).filter((point) => point !== undefined);
  const best = Math.min(...points.map(({ value }) => value));
  return points.flatMap((top) => [
    top,
    ...leastKnown(top).flatMap((k) =>
      [1, -1].flatMap((side) => [...follow(landscapeAt, top, best, k, side)]),
    ),
  ]);
}

function pointAt(landscapeAt: LandscapeAt, at: Float64Array): RidgePoint | undefined {
  const { value, information } = landscapeAt(at);
  const lower = Number.isFinite(value) ? factorise(information, at.length) : undefined;
  return lower && { at, value, covariance: inverseOf(lower, at.length) };
}

const leastKnown = ({ at, covariance }: RidgePoint) =>
  [...at.keys()]
    .sort((a, b) => covariance[b * (at.length + 1)]! - covariance[a * (at.length + 1)]!)
    .slice(0, mostDirections);

/** Step by step, each from where the last two points direct it. */
function* follow(
  landscapeAt: LandscapeAt,
  top: RidgePoint,
  best: number,
  k: number,
  side: number,
): Generator<RidgePoint> {
  const n = top.at.length;
  const variance = top.covariance[k * (n + 1)]!;
  let direction = top.at.map((_, i) => top.covariance[i * n + k]! / variance);
  let step = side * Math.sqrt(variance);
  let here = top;
  for (let i = 0; i < mostPoints; i++) {
    const ahead = here.at.map((value, j) => value + step * direction[j]!);
    const next = pointAt(landscapeAt, conditionalMode(landscapeAt, ahead, k));
    if (next === undefined || next.value - best > lowest) return;
    yield next;
    direction = next.at.map((value, j) => (value - here.at[j]!) / step);
    if (next.value - here.value < flat) step *= longer;
    here = next;
  }
}

/** Searches end early: a proposal need only be near the ridge. */
const mostSteps = 6;
const near = 0.05;

/** The most probable values of all effects but one, about: by damped Fisher scoring from a point near it. */
function conditionalMode(landscapeAt: LandscapeAt, start: Float64Array, k: number): Float64Array {
  let at = start;
  let here = landscapeAt(at);
  for (let i = 0; i < mostSteps; i++) {
    const step = descent(landscapeAt, at, here, k);
    if (step === undefined) break;
    const gain = here.value - step.landscape.value;
    at = step.at;
    here = step.landscape;
    if (gain < near) break;
  }
  return at;
}

function descent(landscapeAt: LandscapeAt, at: Float64Array, here: Landscape, k: number) {
  for (let damping = 0; damping < 1e4; damping = damping === 0 ? 0.1 : damping * 10) {
    const step = scoringStep(here, k, damping);
    if (step === undefined) continue;
    const there = at.map((value, i) => value + step[i]!);
    const landscape = landscapeAt(there);
    if (landscape.value <= here.value) return { at: there, landscape };
  }
  return undefined;
}

/** (I + damping)·step = −gradient/2 with effect k held. */
function scoringStep(
  { gradient, information }: Landscape,
  k: number,
  damping: number,
): Float64Array | undefined {
  const n = gradient.length;
  const held = information.map((value, at) => {
    const [row, column] = [Math.floor(at / n), at % n];
    if (row === k || column === k) return row === column ? 1 : 0;
    return row === column ? value + damping : value;
  });
  const lower = factorise(held, n);
  return (
    lower &&
    solveFactorised(
      lower,
      gradient.map((slope, i) => (i === k ? 0 : -slope / 2)),
    )
  );
}
