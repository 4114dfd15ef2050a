import type { System } from "../../model/system.ts";
import type { Course, DoseProperties } from "../../solve/dosing/course.ts";

/** A model of many people: structure and typical values in `system`, differences between people as random effects. */
export interface MixedEffectsModel {
  readonly system: System;
  /** Values of parameters that differ from the system's defaults. */
  readonly parameters: Readonly<Record<string, number>>;
  /** Parameters that are random effects (η): normal around 0, with covariance `omega` (row by row). */
  readonly effects: readonly string[];
  readonly omega: Float64Array;
  /** Where given, an effect is the free scale of its parameter: the parameter is `fromFree(η)`. Else it is η itself. */
  readonly scales?: readonly FreeScale[];
  /** What is measured: outputs that give the expected value and the variance of the residual. */
  readonly observations: readonly ObservationModel[];
  /** By state. */
  readonly doseProperties: readonly DoseProperties[];
  readonly inputsFrom: Course["inputsFrom"];
  readonly switches?: Course["switches"];
  /** Residual variance at the person's own prediction ("interaction"), or at that of a typical person. */
  readonly variance: "individual" | "typical";
  /** Of the residual effects ε that `loads` name, row by row: values of one group share them. */
  readonly residualCorrelation?: Float64Array;
  /** How common sub-populations are among people with the covariates at hand: slots of outputs. */
  readonly shares?: readonly number[];
}

/** A one-to-one map from the free scale of an effect, with its derivative: a prior's distribution, for example. */
export interface FreeScale {
  fromFree(z: number): number;
  slope(z: number): number;
}

/** What a model says of residuals. */
export type ResidualModel = Pick<MixedEffectsModel, "observations" | "residualCorrelation">;

export interface ObservationModel {
  /** Slots of outputs. */
  readonly prediction: number;
  readonly variance: number;
  /** Residuals follow Student's law with these degrees and `variance` as its squared scale; normal where not given. */
  readonly degrees?: number;
  /** The residual is a share of what is expected: a value has its sign, and is not 0 where that is not. */
  readonly relative?: boolean;
  /** `prediction` gives −2 ln likelihood of the value itself (a count, a category, an event); `variance` means nothing. */
  readonly likelihood?: boolean;
  /** The residual as a sum of standard normal ε, each times an output; their sum's variance is `variance`. */
  readonly loads?: readonly Load[];
}

/** An ε by its place in `residualCorrelation`, and the slot of the output that it is multiplied by. */
interface Load {
  readonly epsilon: number;
  readonly slot: number;
}

/** One measured value of a person. */
export interface Measurement {
  /** Index of the record of the course. */
  readonly record: number;
  /** Index of the observation model. */
  readonly of: number;
  /** The value, or the limit that it lies "below" or "above". */
  readonly value: number;
  readonly limit: "none" | "below" | "above";
  /** Measurements of one group share their ε (NONMEM's L2); alone where not given. */
  readonly group?: number;
}

/** It is a number with a residual around a prediction, not known by a limit or a likelihood only. */
export function hasResidual({ limit, of }: Measurement, { observations }: ResidualModel): boolean {
  return limit === "none" && observations[of]!.likelihood !== true;
}

export interface Subject {
  readonly id: string;
  readonly records: Course["records"];
  readonly measurements: readonly Measurement[];
}
