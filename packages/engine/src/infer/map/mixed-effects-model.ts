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
  /** Residual variance at the person's own prediction ("interaction"), or at that of a typical person. */
  readonly variance: "individual" | "typical";
}

/** A one-to-one map from the free scale of an effect, with its derivative: a prior's distribution, for example. */
export interface FreeScale {
  fromFree(z: number): number;
  slope(z: number): number;
}

export interface ObservationModel {
  /** Slots of outputs. */
  readonly prediction: number;
  readonly variance: number;
  /** Residuals follow Student's law with these degrees and `variance` as its squared scale; normal where not given. */
  readonly degrees?: number;
  /** The residual is a share of what is expected: a value has its sign, and is not 0 where that is not. */
  readonly relative?: boolean;
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
}

export interface Subject {
  readonly id: string;
  readonly records: Course["records"];
  readonly measurements: readonly Measurement[];
}
