import { crpsFromQuantiles } from "@homeostat/engine/infer";
import { forecastLevels } from "../forecast.ts";
import { candidateNames } from "./candidate-names.ts";

/** How the candidates fared at one horizon; sums that fade. */
export interface CandidateRecord {
  readonly count: number;
  readonly crps: readonly number[];
  readonly squares: readonly number[];
}

export const noCandidateRecord: CandidateRecord = {
  count: 0,
  crps: candidateNames.map(() => 0),
  squares: candidateNames.map(() => 0),
};

/** Errors at first, beside the model's: what is learned must first learn. Worth this many scored forecasts. */
const atFirst = [1, 1.02, 1.1, 1.25];
const worth = 24;
/** A record is forgotten by half over three days of forecasts every half hour. */
const keep = 0.5 ** (1 / 144);
/** A candidate that is worse by a tenth than the best keeps a weight of exp(−2) of the best's. */
const sharpness = 20;

const middle = forecastLevels.indexOf(0.5);

/** The record after one more truth; `said` holds the quantiles of each candidate. */
export function withTruth(
  { count, crps, squares }: CandidateRecord,
  said: readonly (readonly number[])[],
  truth: number,
): CandidateRecord {
  return {
    count: keep * count + 1,
    crps: crps.map((sum, c) => keep * sum + crpsFromQuantiles(forecastLevels, said[c]!, truth)),
    squares: squares.map((sum, c) => keep * sum + (said[c]![middle]! - truth) ** 2),
  };
}

/** Exponential weights on the mean CRPS (Vovk 1990; Thorey et al. 2017, doi:10.1002/qj.2940); they sum to one. */
export function weightsOf({ count, crps }: CandidateRecord): readonly number[] {
  const usual = count > 0 ? crps[0]! / count : 1;
  const scores = crps.map((sum, c) => (sum + worth * atFirst[c]! * usual) / (count + worth));
  const best = Math.max(Math.min(...scores), Number.MIN_VALUE);
  const raw = scores.map((score) => Math.exp(-sharpness * (score / best - 1)));
  const total = raw.reduce((sum, weight) => sum + weight, 0);
  return raw.map((weight) => weight / total);
}

/** How wide each candidate's band is beside the model's: as its errors are. */
export function widthsOf({ count, squares }: CandidateRecord): readonly number[] {
  const usual = count > 0 ? squares[0]! / count : 1;
  const model = squares[0]! + worth * usual;
  return squares.map((sum, c) => {
    const own = sum + worth * atFirst[c]! ** 2 * usual;
    return model > 0 ? Math.min(2, Math.max(0.5, Math.sqrt(own / model))) : 1;
  });
}

/** The quantiles of each candidate: its own middle, and the model's band as wide as its own errors. */
export function quantilesSaid(
  raw: readonly number[],
  medians: readonly number[],
  widths: readonly number[],
): readonly (readonly number[])[] {
  return medians.map((median, c) => raw.map((quantile) => median + widths[c]! * (quantile - raw[middle]!)));
}
