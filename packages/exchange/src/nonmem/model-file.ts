import type { RandomEffects } from "./random-effects.ts";
import type { ResidualError } from "./residual-error.ts";
import type { Structure } from "./standard-structures.ts";

/** An expression of MODEL.json and where it stands there. */
export interface PlacedText {
  readonly text: string;
  readonly path: string;
}

/** Where an input of the model comes from in DATA.csv. */
export interface CovariateColumn {
  readonly name: string;
  readonly column: string;
  /** Numbers for cells that hold words. */
  readonly codes: Readonly<Record<string, number>>;
}

/** Columns and the cell texts that they must hold. */
export type RowCondition = Readonly<Record<string, string>>;

export interface ObservationRule {
  readonly when: RowCondition;
  readonly prediction: PlacedText;
  readonly error: ResidualError;
  readonly errorPath: string;
  /** Values below it are known only to lie below it. */
  readonly lloq: number | undefined;
}

export interface OccasionEffects {
  readonly covariate: string;
  readonly levels: readonly number[];
  readonly variances: Readonly<Record<string, number>>;
}

/** What a dose takes from the model, as expressions. */
export type DoseTexts = Partial<Record<"bioavailability" | "lag" | "rate" | "duration", PlacedText>>;

/** MODEL.json, read and checked for form. */
export interface ModelFile {
  readonly source: string;
  readonly title: string;
  readonly time: "s" | "min" | "h" | "d";
  readonly structure: Structure;
  readonly structurePath: string;
  readonly parameters: readonly (readonly [string, PlacedText])[];
  readonly effects: RandomEffects;
  readonly occasions: OccasionEffects | undefined;
  readonly covariates: readonly CovariateColumn[];
  readonly covariatesBetween: "next" | "last";
  readonly doses: Readonly<Record<string, DoseTexts>>;
  readonly observations: readonly ObservationRule[];
  readonly method: "foce-i" | "foce" | "laplace";
  /** What a column is called here, by its name in NONMEM's layout. */
  readonly columns: Readonly<Record<string, string>>;
  readonly ignore: readonly RowCondition[];
  /** Numbers of parameters and residual errors, by the names that expressions read them by. */
  readonly constants: Readonly<Record<string, number>>;
  /** Those that a population fit does not estimate. */
  readonly fixed: readonly string[];
}
