import { factorise, solveFactorised } from "@homeostat/engine/infer";

/** A linear regression as sums, so that it is a value that one more row makes into another. */
export interface Line {
  /** Σ w x xᵀ, row by row, and Σ w x y. */
  readonly gram: readonly number[];
  readonly cross: readonly number[];
}

/** What is believed of a line before a person's own rows. */
export interface LinePrior {
  readonly coefficients: readonly number[];
  /** What one average row tells (precision), row by row. */
  readonly information: readonly number[];
  /** How many average rows the prior is worth. */
  readonly rows: number;
}

export const emptyLine = (inputs: number): Line => ({
  gram: new Array<number>(inputs * inputs).fill(0),
  cross: new Array<number>(inputs).fill(0),
});

/** The line after one more row; earlier ones fade. */
export function withRow(
  { gram, cross }: Line,
  x: readonly number[],
  y: number,
  weight: number,
  keep: number,
): Line {
  const n = x.length;
  return {
    gram: gram.map((sum, i) => keep * sum + weight * x[Math.floor(i / n)]! * x[i % n]!),
    cross: cross.map((sum, i) => keep * sum + weight * x[i]! * y),
  };
}

/** The most probable coefficients: those of the prior, moved by the rows (Lindley & Smith 1972). */
export function coefficientsOf({ gram, cross }: Line, prior: LinePrior): readonly number[] {
  const n = cross.length;
  const matrix = Float64Array.from(gram, (sum, i) => sum + prior.rows * prior.information[i]!);
  const unexplained = Float64Array.from(cross, (sum, i) =>
    prior.coefficients.reduce((rest, value, j) => rest - gram[i * n + j]! * value, sum),
  );
  const factor = factorise(matrix, n);
  if (factor === undefined) return prior.coefficients;
  return Array.from(solveFactorised(factor, unexplained), (moved, i) => prior.coefficients[i]! + moved);
}

export const valueOn = (coefficients: readonly number[], x: readonly number[]): number =>
  coefficients.reduce((sum, value, i) => sum + value * x[i]!, 0);
