import type { RandomStream } from "@homeostat/engine";
import {
  factorise,
  importanceDraws,
  inverseOf,
  type PosteriorDraws,
  solveFactorised,
} from "@homeostat/engine/infer";
import type { DayLandscape, DayPosterior } from "./day-posterior.ts";

export interface FittedDay extends PosteriorDraws {
  /** The most probable numbers on their free scales. */
  readonly mode: Float64Array;
  /** −2 ln posterior density at the mode, up to a constant. */
  readonly minimum: number;
}

/** Where draws are made. */
interface Place {
  readonly effects: Float64Array;
  readonly covariance: Float64Array;
}

const mostSteps = 40;
/** A search ends with a step of this length on the free scales. */
const arrived = 0.01;
/** Proposals are drawn wider than what was found, for they must reach what it leaves out. */
const wider = 1.2;
/** Rounds that only look for where to draw from, and how many draws each must be worth. */
const rounds = 3;
const worth = 50;

/**
 * The posterior of a person's numbers: the mode by damped Gauss–Newton steps, then weighted draws. A posterior of so many
 * numbers is seldom normal, so the draws are made around what earlier rounds have found (population Monte Carlo; Cappé
 * et al. 2004, doi:10.1198/106186004X12803), whose weights are levelled until enough of them count (Koblents & Míguez 2015,
 * doi:10.1007/s11222-013-9440-2).
 */
export function fitDay(
  posterior: DayPosterior,
  starts: readonly Float64Array[],
  count: number,
  stream: RandomStream,
): FittedDay {
  const found = starts.map((start) => descend(posterior, start));
  const { at, landscape } = found.reduce((a, b) => (b.landscape.value < a.landscape.value ? b : a));
  const n = at.length;
  const covariance = inverseOf(factorise(landscape.information, n)!, n);
  const logDensities = (draws: readonly Float64Array[]) => posterior.logDensities(draws);
  let place: Place = { effects: at, covariance: covariance.map((value) => wider * value) };
  for (let round = 0; round < rounds; round++)
    place = around(importanceDraws(logDensities, place, count >> 1, stream));
  return { ...importanceDraws(logDensities, place, count, stream), mode: at, minimum: landscape.value };
}

/** Mean and widened covariance of draws with levelled weights. */
function around({ draws, weights: sharp }: PosteriorDraws): Place {
  const weights = levelled(sharp);
  const n = draws[0]!.length;
  const effects = new Float64Array(n);
  draws.forEach((draw, d) => {
    for (let i = 0; i < n; i++) effects[i]! += weights[d]! * draw[i]!;
  });
  const covariance = new Float64Array(n * n);
  draws.forEach((draw, d) => {
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++)
        covariance[i * n + j]! += wider * weights[d]! * (draw[i]! - effects[i]!) * (draw[j]! - effects[j]!);
  });
  return { effects, covariance };
}

/** The weights to the greatest power, at most 1, at which the draws are worth enough. */
function levelled(weights: Float64Array): Float64Array {
  let [low, high] = [0, 1];
  const powered = (power: number) => {
    const raised = weights.map((weight) => weight ** power);
    const sum = raised.reduce((a, b) => a + b, 0);
    return raised.map((weight) => weight / sum);
  };
  const size = (some: Float64Array) => 1 / some.reduce((sum, weight) => sum + weight * weight, 0);
  if (size(weights) >= worth) return weights;
  for (let i = 0; i < 20; i++) {
    const middle = (low + high) / 2;
    if (size(powered(middle)) >= worth) low = middle;
    else high = middle;
  }
  return powered(low);
}

interface Reached {
  readonly at: Float64Array;
  readonly landscape: DayLandscape;
}

function descend(posterior: DayPosterior, start: Float64Array): Reached {
  let here: Reached = { at: start, landscape: posterior.landscape(start) };
  let damping = 0.01;
  for (let i = 0; i < mostSteps; i++) {
    const step = stepOf(here.landscape, damping);
    const at = here.at.map((value, k) => value + step[k]!);
    const landscape = posterior.landscape(at);
    if (landscape.value <= here.landscape.value) {
      here = { at, landscape };
      damping = Math.max(1e-3, damping / 4);
      if (Math.hypot(...step) < arrived) break;
    } else {
      damping *= 8;
      if (damping > 1e6) break;
    }
  }
  return here;
}

/** (H/2 + damping)·step = −gradient/2, no longer than two standard deviations of the prior in any direction. */
function stepOf({ gradient, information }: DayLandscape, damping: number): Float64Array {
  const n = gradient.length;
  const matrix = information.slice();
  for (let i = 0; i < n; i++) matrix[i * n + i]! *= 1 + damping;
  const factor = factorise(matrix, n)!;
  const step = solveFactorised(
    factor,
    gradient.map((value) => -value / 2),
  );
  const longest = step.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return step.map((value) => value * Math.min(1, 2 / longest));
}
