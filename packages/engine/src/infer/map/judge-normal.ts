import type { RandomStream } from "../../ensemble/random-stream.ts";
import { normalised, type PosteriorDraws } from "./importance-draws.ts";
import type { MapEstimate } from "./map-estimate.ts";
import type { Subject } from "./mixed-effects-model.ts";
import { posteriorDraws } from "./posterior-draws.ts";
import { StudentProposal } from "./student-proposal.ts";
import type { PreparedModel } from "./prepared-model.ts";

/** Whether the normal posterior at the mode gives a person's probabilities right. */
export interface NormalJudgement {
  /** Of each effect: the most by which a probability of the normal posterior is off, as weighted draws tell it. */
  readonly distance: Float64Array;
  /** The posterior as weighted draws around the mode, which may do where the normal one does not. */
  readonly drawn: PosteriorDraws;
  /** The least that does. */
  readonly enough: "normal" | "draws" | "sampler";
}

/** Probabilities of the normal posterior may be off by so much. */
const most = 0.05;
/** Above this so many draws do not reach all of the posterior (Vehtari et al. 2024, JMLR 25(72), section 3.2.4). */
const reaching = (count: number) => Math.min(0.7, 1 - 1 / Math.log10(count));
/** So much of the posterior may lie around other tops. */
const elsewhere = 0.01;
/** With fewer draws in effect, probabilities are rougher than what they are to judge. */
const leastSize = 100;

/**
 * Judges the normal posterior by draws from Student's law around the mode: weighted to the exact posterior and, the same
 * draws, to the normal one, they give each effect two distribution functions, whose greatest difference is the error of
 * the normal one's probabilities.
 */
export function judgeNormal(
  prepared: PreparedModel,
  subject: Subject,
  estimate: MapEstimate,
  stream: RandomStream,
  count = 250,
): NormalJudgement {
  const { effects, covariance } = estimate;
  const drawn = posteriorDraws(prepared, subject, estimate, count, stream);
  const proposal = StudentProposal.of(effects, covariance);
  const { weights: normal } = normalised(
    drawn.draws.map((draw) => proposal.normalLogDensity(draw) - proposal.logDensity(draw)),
  );
  const distance = effects.map((_, k) => greatestDifference(drawn, normal, k));
  return { distance, drawn, enough: enough(estimate, drawn, distance) };
}

function enough(
  { converged, otherModes }: MapEstimate,
  { k, effectiveSize, draws }: PosteriorDraws,
  distance: Float64Array,
): NormalJudgement["enough"] {
  const other = otherModes.reduce((sum, { share }) => sum + share, 0);
  const reached = k <= reaching(draws.length) && effectiveSize >= leastSize;
  if (!converged || other > elsewhere || !reached) return "sampler";
  return distance.every((value) => value <= most) ? "normal" : "draws";
}

function greatestDifference({ draws, weights }: PosteriorDraws, normal: Float64Array, k: number): number {
  const order = [...draws.keys()].sort((a, b) => draws[a]![k]! - draws[b]![k]!);
  let [difference, greatest] = [0, 0];
  for (const i of order) {
    difference += weights[i]! - normal[i]!;
    greatest = Math.max(greatest, Math.abs(difference));
  }
  return greatest;
}
