import type { ModelSpec, Reference } from "../../model/model-spec.ts";

/**
 * A posterior (or any density of several numbers) as its paper gives it: parameters, and terms of ln density in equation
 * text. Terms may be summed over rows of data, read the solution of a model, and carry values from row to row; all of
 * it is differentiated exactly.
 */
export interface DensitySpec {
  readonly id: string;
  readonly title: string;
  readonly reference: Reference;
  readonly parameters: Readonly<Record<string, DensityParameter>>;
  readonly terms: readonly DensityTerm[];
  /**
   * What is reported: by name, an expression over the parameters, or over the elements of those with this count of rows
   * ("theta": { each: "school", is: "mu + tau*effect" }). The parameters themselves where not given.
   */
  readonly reports?: Readonly<Record<string, string | { readonly each: string; readonly is: string }>>;
}

export interface DensityParameter {
  readonly is?: string;
  /** Bounds, where it has any: above one, below the other. Numbers. */
  readonly above?: number;
  readonly below?: number;
  /** One a row of this table, or a number of them: the parameter is a list. */
  readonly each?: string;
  /** Where chains begin, on the parameter's own scale, and how far around (a factor of e where it has one bound). 0 or 1, and 1. */
  readonly start?: { readonly at: number; readonly spread: number };
}

/** A part of ln density. Laws (`normal(x, mean, sd)`, …) are those of laws.ts; all numbers are pure. */
export interface DensityTerm {
  /** Summed over the rows of this table, whose columns (and `row`, from 1) it reads; once where not given. */
  readonly over?: string;
  /** Equations that `log` reads, as in a model. */
  readonly equations?: string;
  readonly log: string;
  /** Lists by the column that says which of their elements (from 1) belongs to a row; where not said, it is the row's own. */
  readonly index?: Readonly<Record<string, string>>;
  /** What is carried from row to row: its value at the first row, and at the next row by what this row reads. */
  readonly carries?: Readonly<Record<string, { readonly first: string; readonly next: string }>>;
  /** A model whose outputs are read, at the times of a column; it takes the density's parameters by name. */
  readonly solves?: DensityModel;
}

interface DensityModel {
  readonly model: ModelSpec;
  /** Column of ascending times, in the model's unit. */
  readonly at: string;
  /** Where the model starts; 0 where not given. */
  readonly from?: number;
  /** Numbers for other parameters of the model. */
  readonly parameters?: Readonly<Record<string, number>>;
}

/** Tables of data by name, each by column. */
export type DensityData = Readonly<Record<string, Readonly<Record<string, ArrayLike<number>>>>>;
