import type { Prior } from "@homeostat/engine/infer";
import type { Centre } from "./parameter-text.ts";
import type { PlacedText } from "./placed-text.ts";
import type { RandomEffects } from "./random-effects.ts";
import type { ResidualError } from "./residual-law.ts";
import type { Structure } from "./standard-structures.ts";

/** Where an input of the model comes from in DATA.csv. */
export interface CovariateColumn {
  readonly name: string;
  readonly column: string;
  /** Numbers for cells that hold words. */
  readonly codes: Readonly<Record<string, number>>;
  /** What an empty cell is; the person's last value before it, or else the first after it, where not given. */
  readonly missing?: number;
}

export interface Limit {
  readonly side: "below" | "above";
  readonly limit: number;
}

export type CellSide = "below" | "above" | "atMost" | "atLeast";

/** The text of a cell, a text that it must not have, or a side of a number on which it must lie. */
export type CellTest =
  | string
  | { readonly not: string }
  | { readonly side: CellSide; readonly limit: number };

/** Columns and what their cells must be. */
export type RowCondition = Readonly<Record<string, CellTest>>;

export interface ObservationRule {
  readonly when: RowCondition;
  readonly prediction: PlacedText;
  readonly error: ResidualError;
  readonly errorPath: string;
  /** `prediction` is −2 ln likelihood of DV itself. */
  readonly likelihood?: boolean;
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

export const methods = ["foce-i", "foce", "fo", "laplace", "laplace-no-interaction"] as const;
export type Method = (typeof methods)[number];

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
  /** Names that are 0 before a time and 1 from then on, with that time. */
  readonly switches: readonly (readonly [string, PlacedText])[];
  readonly observations: readonly ObservationRule[];
  readonly method: Method;
  /** Residual effects ε that errors name, with their covariance; none where errors stand alone. */
  readonly sigma: RandomEffects;
  /** How common each sub-population is, which MIXNUM counts from 1. */
  readonly mixture: readonly PlacedText[];
  /** What a column is called here, by its name in NONMEM's layout. */
  readonly columns: Readonly<Record<string, string>>;
  readonly ignore: readonly RowCondition[];
  /** Where given, only rows that meet one of these are read. */
  readonly accept: readonly RowCondition[] | undefined;
  /** Numbers of parameters and residual errors, by the names that expressions read them by. */
  readonly constants: Readonly<Record<string, number>>;
  /** Where they stand in MODEL.json. */
  readonly constantPaths: ReadonlyMap<string, string>;
  /** Constants that may be centres of an effect. */
  readonly centres: ReadonlyMap<string, Centre>;
  /** Constants, and effects whose variances, a population fit leaves as they are. */
  readonly fixed: readonly string[];
}
