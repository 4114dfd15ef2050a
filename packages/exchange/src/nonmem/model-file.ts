import type { Prior } from "@homeostat/engine/infer";
import type { Centre } from "./parameter-text.ts";
import type { PlacedText } from "./placed-text.ts";
import type { RandomEffects } from "./random-effects.ts";
import type { ResidualError } from "./residual-error.ts";
import type { Structure } from "./standard-structures.ts";

/** Where an input of the model comes from in DATA.csv. */
export interface CovariateColumn {
  readonly name: string;
  readonly column: string;
  /** Numbers for cells that hold words. */
  readonly codes: Readonly<Record<string, number>>;
}

export interface Limit {
  readonly side: "below" | "above";
  readonly limit: number;
}

/** The text of a cell, or a side of a number on which it must lie. */
export type CellTest = string | Limit;

/** Columns and what their cells must be. */
export type RowCondition = Readonly<Record<string, CellTest>>;

export interface ObservationRule {
  readonly when: RowCondition;
  readonly prediction: PlacedText;
  readonly error: ResidualError;
  readonly errorPath: string;
  /** Values below it are known only to lie below it, those above the other only to lie above. */
  readonly lloq?: number;
  readonly uloq?: number;
  /** What a device writes in place of a number, as "LOW" or "HIGH". */
  readonly words: Readonly<Record<string, Limit>>;
}

export interface OccasionEffects {
  readonly covariate: string;
  readonly levels: readonly number[];
  readonly effects: RandomEffects;
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
  /** Laws of parameters' values, by the effect that stands for the value. */
  readonly priors: ReadonlyMap<string, Prior>;
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
  /** Where they stand in MODEL.json. */
  readonly constantPaths: ReadonlyMap<string, string>;
  /** Constants that may be centres of an effect. */
  readonly centres: ReadonlyMap<string, Centre>;
  /** Constants, and effects whose variances, a population fit leaves as they are. */
  readonly fixed: readonly string[];
}
