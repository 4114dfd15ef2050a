import type { RandomStream } from "../../ensemble/random-stream.ts";
import {
  normalised,
  type PosteriorDraws,
  type Proposed,
  studentDraws,
  weighted,
} from "./importance-draws.ts";
import type { MapEstimate } from "./map-estimate.ts";
import type { Subject } from "./mixed-effects-model.ts";
import { normalLawOf } from "./normal-law.ts";
import type { PosteriorLaw } from "./posterior-law.ts";
import type { PreparedModel } from "./prepared-model.ts";
import { ridgeDraws } from "./ridge-draws.ts";
import { ridgesOf } from "./ridges.ts";
import { skewedLawOf } from "./skewed-law.ts";
import { SubjectPosterior } from "./subject-posterior.ts";

/** What gives a person's probabilities right. */
export interface PosteriorJudgement {
  /** Of each effect: the most by which a probability of the normal posterior at the mode is off, as weighted draws tell it. */
  readonly distance: Float64Array;
  /** The posterior as weighted draws, which may do where laws do not. */
  readonly drawn: PosteriorDraws;
  /** The simplest law that does: normal at the mode, or skewed after the draws. */
  readonly law?: PosteriorLaw;
  /** The least that does. */
  readonly enough: PosteriorLaw["kind"] | "draws" | "sampler";
}

/** How many draws are made: around the mode, and where that does not do along the ridges of the posterior. */
export interface JudgementSize {
  readonly mode: number;
  readonly ridges: number;
}

/** Probabilities of a law may be off by so much. */
const most = 0.05;
/** Above this so many draws do not reach all of the posterior (Vehtari et al. 2024, JMLR 25(72), section 3.2.4). */
const reaching = (count: number) => Math.min(0.7, 1 - 1 / Math.log10(count));
/** So much of the posterior may lie around other tops where one law is to tell it. */
const elsewhere = 0.01;
/** Tops of less are not drawn around. */
const negligible = 1e-4;
/** With fewer draws in effect, probabilities are rougher than what they are to judge. */
const leastSize = 100;

/**
 * Judges what tells a posterior, by draws that are weighted to the exact posterior and, the same draws, to a law: the
 * greatest difference of the two distribution functions of an effect is the error of that law's probabilities. Draws around
 * the mode may find the normal law right; where they do not, draws along the ridges of all tops tell.
 */
export function judgePosterior(
  prepared: PreparedModel,
  subject: Subject,
  estimate: MapEstimate,
  stream: RandomStream,
  { mode, ridges }: JudgementSize = { mode: 250, ridges: 1000 },
): PosteriorJudgement {
  const posterior = new SubjectPosterior(prepared, subject);
  const { effects, covariance, otherModes, converged } = estimate;
  const normal = normalLawOf(effects, covariance);
  const around = judged(posterior, normal, studentDraws(effects, covariance, mode, stream));
  const oneTop = otherModes.reduce((sum, { share }) => sum + share, 0) <= elsewhere;
  if (!converged) return { distance: around.distance, drawn: around.drawn, enough: "sampler" };
  if (oneTop && around.isReached && isRight(around.distance))
    return { distance: around.distance, drawn: around.drawn, law: normal, enough: "normal" };
  const tops = [effects, ...otherModes.filter(({ share }) => share > negligible).map((one) => one.effects)];
  const points = ridgesOf((x) => posterior.landscape(x), tops);
  return wider(posterior, normal, ridgeDraws(points, ridges, stream), oneTop);
}

function wider(
  posterior: SubjectPosterior,
  normal: PosteriorLaw,
  proposed: Proposed,
  oneTop: boolean,
): PosteriorJudgement {
  const { distance, drawn, isReached } = judged(posterior, normal, proposed);
  if (!isReached) return { distance, drawn, enough: "sampler" };
  if (oneTop && isRight(distance)) return { distance, drawn, law: normal, enough: normal.kind };
  const skewed = oneTop ? skewedLawOf(drawn) : undefined;
  return skewed !== undefined && isRight(distanceOf(skewed, drawn, proposed))
    ? { distance, drawn, law: skewed, enough: skewed.kind }
    : { distance, drawn, enough: "draws" };
}

function judged(posterior: SubjectPosterior, normal: PosteriorLaw, proposed: Proposed) {
  const drawn = weighted((draws) => draws.map((draw) => -0.5 * posterior.value(draw)), proposed);
  const { k, effectiveSize, draws } = drawn;
  const isReached = k <= reaching(draws.length) && effectiveSize >= leastSize;
  return { drawn, isReached, distance: distanceOf(normal, drawn, proposed) };
}

const isRight = (distance: Float64Array) => distance.every((value) => value <= most);

/** Of each effect: the greatest difference of its distribution functions under the exact weights and under a law's. */
export function distanceOf(
  law: PosteriorLaw,
  { draws, weights }: PosteriorDraws,
  { logDensities }: Proposed,
): Float64Array {
  const { weights: ofLaw } = normalised(draws.map((draw, i) => law.logDensity(draw) - logDensities[i]!));
  return draws[0]!.map((_, k) => {
    const order = [...draws.keys()].sort((a, b) => draws[a]![k]! - draws[b]![k]!);
    let [difference, greatest] = [0, 0];
    for (const i of order) {
      difference += weights[i]! - ofLaw[i]!;
      greatest = Math.max(greatest, Math.abs(difference));
    }
    return greatest;
  });
}
