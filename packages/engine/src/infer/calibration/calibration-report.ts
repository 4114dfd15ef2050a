import { normalQuantile } from "../../ensemble/normal-quantile.ts";
import { uniformityProbability } from "./ecdf-band.ts";
import type { CalibrationPiece } from "./run-calibration.ts";

/** How one quantity fared over all simulations. */
export interface QuantityCalibration {
  readonly name: string;
  /** The chance of places at least this uneven under a right inference, of this quantity alone. */
  readonly probability: number;
  /** The same among all quantities that were looked at (Holm 1979, Scand J Stat 6:65). */
  readonly adjusted: number;
  /** Shares of truths within the central half and the central 90 % of their posteriors. */
  readonly within: { readonly half: number; readonly ninety: number };
  /** Mean and spread of the places' normal scores: 0 and 1 under a right inference. */
  readonly score: { readonly mean: number; readonly sd: number };
  readonly verdict: string;
}

/** What a whole study says. */
export interface CalibrationReport {
  readonly simulations: number;
  readonly failed: number;
  readonly quantities: readonly QuantityCalibration[];
  /** No quantity strays, at the level asked for, and no inference failed. */
  readonly calibrated: boolean;
}

/** What of a piece counts, wherever its people were inferred and kept. */
type Pieces = readonly (Pick<CalibrationPiece, "quantities" | "places" | "valid"> & {
  readonly failures: readonly unknown[];
})[];

/** Puts the pieces of a study together. A right inference is called wrong with a chance of `level` at most. */
export function calibrationReport(pieces: Pieces, level = 0.01): CalibrationReport {
  const places = pieces.flatMap((piece) => piece.places);
  const failed = pieces.reduce((sum, { failures }) => sum + failures.length, 0);
  const names = pieces[0]?.quantities ?? [];
  const columns = names.map((_, k) => Float64Array.from(places, (place) => place[k]!));
  const probabilities = columns.map(uniformityProbability);
  const adjusted = holm(probabilities);
  const quantities = columns.map((column, k) => {
    const score = momentsOf(column.map(scoreOf));
    const verdict = adjusted[k]! > level ? "uniform" : cause(score, places.length);
    return {
      name: names[k]!,
      probability: probabilities[k]!,
      adjusted: adjusted[k]!,
      within: { half: shareWithin(column, 0.25), ninety: shareWithin(column, 0.45) },
      score,
      verdict,
    };
  });
  const calibrated = failed === 0 && adjusted.every((value) => value > level);
  return { simulations: places.length + failed, failed, quantities, calibrated };
}

/** The pieces with only those people whose inference declared itself valid, or not valid; failures count as neither. */
export function declaredOnly<Piece extends Pieces[number]>(
  pieces: readonly Piece[],
  valid: boolean,
): readonly (Piece & { readonly failures: readonly [] })[] {
  return pieces.map((piece) => ({
    ...piece,
    places: piece.places.filter((_, i) => piece.valid[i] === valid),
    valid: piece.valid.filter((one) => one === valid),
    failures: [],
  }));
}

function holm(probabilities: readonly number[]): readonly number[] {
  const order = [...probabilities.keys()].sort((a, b) => probabilities[a]! - probabilities[b]!);
  const adjusted = new Array<number>(probabilities.length).fill(1);
  let most = 0;
  order.forEach((k, rank) => {
    most = Math.max(most, Math.min(1, (probabilities.length - rank) * probabilities[k]!));
    adjusted[k] = most;
  });
  return adjusted;
}

/** A truth beyond all of a closed posterior counts as one at its far end. */
const scoreOf = (place: number) => normalQuantile(Math.min(1 - 1e-12, Math.max(1e-12, place)));

function momentsOf(scores: Float64Array): { readonly mean: number; readonly sd: number } {
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  const squares = scores.reduce((sum, score) => sum + (score - mean) ** 2, 0);
  return { mean, sd: Math.sqrt(squares / (scores.length - 1)) };
}

const shareWithin = (column: Float64Array, half: number) =>
  column.reduce((count, place) => count + (Math.abs(place - 0.5) <= half ? 1 : 0), 0) / column.length;

/** What the shape says, by moments beyond three of their standard errors. */
function cause({ mean, sd }: QuantityCalibration["score"], count: number): string {
  const found: string[] = [];
  if (Math.abs(mean) > 3 / Math.sqrt(count))
    found.push(mean > 0 ? "too low: the truth lies above it too often" : "too high: the truth lies below it");
  if (Math.abs(sd - 1) > 3 / Math.sqrt(2 * count))
    found.push(sd > 1 ? "too narrow: the truth lies outside too often" : "too wide");
  return `the posterior is ${found.length > 0 ? found.join(", and ") : "of another shape"}`;
}
