import type { RandomStream } from "../../ensemble/random-stream.ts";
import type { MapEstimate } from "../map/map-estimate.ts";
import { normalised } from "../map/importance-draws.ts";
import { quadratic } from "../map/quadratic.ts";
import { StudentProposal } from "../map/student-proposal.ts";
import { factorise } from "../map/symmetric.ts";
import type { CompleteData, SharedWork } from "./complete-data.ts";
import type { CompleteScores } from "./complete-scores.ts";

/** What one person's data say about a population, all effects considered. */
export interface PersonEvidence {
  /** −2 ln p(data), without n·ln 2π of its normal residuals as NONMEM has it, and the variance of this by chance. */
  readonly minusTwoLog: number;
  readonly variance: number;
  /** What the person tells of the population's numbers, and would tell if the effects were known. */
  readonly information: Float64Array;
  readonly complete: Float64Array;
}

/**
 * Integrates a person's effects out by importance sampling around the mode. The information is what there would be with
 * known effects less the scatter of slopes over those that the data leave possible (Louis 1982, J R Stat Soc B 44:226).
 */
export function personEvidence(
  { prepared }: SharedWork,
  data: CompleteData,
  scores: CompleteScores,
  vector: Float64Array,
  { effects, covariance }: Pick<MapEstimate, "effects" | "covariance">,
  { count, stream }: { readonly count: number; readonly stream: RandomStream },
): PersonEvidence {
  const n = effects.length;
  const { precision, logDeterminant, model } = prepared;
  const usable = factorise(covariance, n) !== undefined;
  const proposal = StudentProposal.of(effects, usable ? covariance : model.omega);
  const constant = logDeterminant + n * Math.log(2 * Math.PI);
  const draws = Array.from({ length: count }, () => proposal.draw(stream));
  const logs = draws.map(
    (draw) =>
      -0.5 * (data.misfit(vector, draw) + quadratic(precision, draw) + constant) - proposal.logDensity(draw),
  );
  const { weights, logMean } = normalised(logs);
  const p = scores.labels.length;
  const mean = new Float64Array(p);
  const complete = new Float64Array(p * p);
  const information = new Float64Array(p * p);
  draws.forEach((draw, i) => {
    const weight = weights[i]!;
    if (weight === 0) return;
    const slopes = data.slopes(vector, draw);
    const score = scores.at(draw, slopes);
    const known = scores.information(slopes);
    for (let a = 0; a < p; a++) {
      mean[a]! += weight * score[a]!;
      for (let b = 0; b < p; b++) {
        complete[a * p + b]! += weight * known[a * p + b]!;
        information[a * p + b]! += weight * (known[a * p + b]! - score[a]! * score[b]!);
      }
    }
  });
  for (let at = 0; at < information.length; at++)
    information[at]! += mean[Math.floor(at / p)]! * mean[at % p]!;
  const squares = weights.reduce((sum, weight) => sum + weight * weight, 0);
  return { minusTwoLog: -2 * logMean, variance: 4 * Math.max(0, squares - 1 / count), information, complete };
}
