/** A row of data by column, or values of a model by name. */
export type Cells = Readonly<Record<string, number>>;

/** A model by hand: everything from η and the row's covariates. */
export interface HandModel {
  readonly effects: number;
  readonly states: number;
  readonly rates: (y: readonly number[], p: Cells) => readonly number[];
  readonly parameters: (eta: readonly number[], row: Cells) => Cells;
  /** Prediction and variance of a row with data. */
  readonly observe: (y: readonly number[], p: Cells, row: Cells) => readonly [number, number];
  readonly omega: readonly (readonly number[])[];
  /** The variance is that of a typical person (NONMEM without INTER). */
  readonly typicalVariance?: boolean;
  /** −2 ln likelihood of a row, where it is not normal. */
  readonly term?: (row: Cells, prediction: number, variance: number) => number;
}
