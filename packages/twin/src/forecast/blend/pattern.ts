import { NormalEquations, partiallyPooled, predict } from "@homeostat/engine/infer";
import { calmness, patternInputs, patternSize, robustness } from "../../pattern/expert.ts";
import type { Moment } from "../../pattern/moment.ts";

/** What is known of everybody's patterns before a person's own readings. */
export interface PatternPrior {
  /** Everyone's mean, mg/dL. */
  readonly usual: number;
  /** Of the change from now: inputs × scored horizons, row by row. */
  readonly coefficients: readonly number[];
  /** What one average row tells (precision): the lower triangle, row by row. */
  readonly information: readonly number[];
  /** How many average rows the prior is worth. */
  readonly rows: number;
}

/** A person's own rows as sums, so that a pattern is a value that one more row makes into another. */
export interface Pattern {
  /** Σ w x xᵀ, the lower triangle row by row, and Σ w x yᵀ. */
  readonly gram: readonly number[];
  readonly cross: readonly number[];
}

const triangle = (patternSize * (patternSize + 1)) / 2;
const zeros = (count: number): readonly number[] => new Array<number>(count).fill(0);

export const newPattern = (horizons: number): Pattern => ({
  gram: zeros(triangle),
  cross: zeros(patternSize * horizons),
});

/** Before anything is known of anybody, nothing changes. */
export const noPattern = (horizons: number): PatternPrior => ({
  usual: 140,
  coefficients: zeros(patternSize * horizons),
  information: Array.from({ length: triangle }, (_, i) => Number(isDiagonal(i))),
  rows: 20,
});

const isDiagonal = (place: number) => Number.isInteger((Math.sqrt(8 * place + 9) - 3) / 2);

/** The pattern after one more moment and the changes that followed at each horizon; earlier ones fade. */
export function withEpisode(
  pattern: Pattern,
  prior: PatternPrior,
  moment: Moment,
  changes: readonly number[],
  keep: number,
): Pattern {
  const x = patternInputs(moment);
  const expected = changesOn(pattern, prior, x);
  const weight = calmness(moment) * robustness(changes.map((change, h) => change - expected[h]!));
  const gram = [...pattern.gram];
  const cross = [...pattern.cross];
  for (let i = 0, at = 0; i < patternSize; i++) {
    for (let j = 0; j <= i; j++, at++) gram[at] = keep * gram[at]! + weight * x[i]! * x[j]!;
    changes.forEach((change, h) => {
      const place = i * changes.length + h;
      cross[place] = keep * cross[place]! + weight * x[i]! * change;
    });
  }
  return { gram, cross };
}

/** The change from now that is expected at each horizon, with everyone's coefficients moved by the person's rows. */
export function changesOn(pattern: Pattern, prior: PatternPrior, x: Float64Array): Float64Array {
  const horizons = pattern.cross.length / patternSize;
  const own = new NormalEquations(patternSize, horizons);
  own.gram.set(square(pattern.gram));
  own.cross.set(pattern.cross);
  const pooled = Float64Array.from(prior.coefficients);
  const coefficients = partiallyPooled(own, pooled, square(prior.information), prior.rows);
  return predict(coefficients, x, new Float64Array(horizons));
}

/** A lower triangle in the square that the engine keeps it in. */
function square(packed: readonly number[]): Float64Array {
  const full = new Float64Array(patternSize * patternSize);
  for (let i = 0, at = 0; i < patternSize; i++)
    for (let j = 0; j <= i; j++, at++) full[i * patternSize + j] = packed[at]!;
  return full;
}
