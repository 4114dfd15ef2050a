import type { Code } from "../observation/observation.ts";

/** How one kind of measurement is read from the model, and how far it may be from the truth. */
export interface Measures {
  readonly code: Code;
  readonly output: string;
  /** Standard deviation of the measurement: √(additive² + (proportional·value)²), in the output's unit. */
  readonly additive: number;
  readonly proportional: number;
  /** Time after which the sensor's error is forgotten, in minutes; 0 for independent errors. */
  readonly correlationMinutes: number;
}

/** How one kind of input to a person enters the model. */
export interface Takes {
  readonly code: Code;
  readonly as: { readonly dose: string } | { readonly input: string };
  /** Multiplies the canonical value to give the model's unit (declared, never guessed). */
  readonly factor: number;
}

/** A parameter that is learned: its prior is the model's spread (or the given draws), its slow change is `driftPerDay`. */
export interface Learns {
  readonly parameter: string;
  /** Standard deviation of the random walk on the transformed scale, per √day. */
  readonly driftPerDay: number;
}

/** What nobody told the twin: an input that wanders by itself (an unannounced meal, stress, a missed dose). */
export interface Disturbance {
  readonly input: string;
  /** Standard deviation at rest, in the input's unit. */
  readonly sd: number;
  readonly correlationMinutes: number;
}

/**
 * How a kind of twin is built from a model: plain data, stored with every snapshot, chosen by the apps.
 * The model is named by id and hash; the design's own hash is part of the twin's identity.
 */
export interface TwinDesign {
  readonly id: string;
  readonly title: string;
  readonly model: string;
  readonly members: number;
  readonly measures: readonly Measures[];
  readonly takes: readonly Takes[];
  readonly learns: readonly Learns[];
  readonly disturbances: readonly Disturbance[];
  /** Fixed parameters of this person (body weight, …), by name. */
  readonly given: Readonly<Record<string, number>>;
  /** Joint draws of parameters from a published or clinic population, members are drawn around them; else the spreads. */
  readonly population?: { readonly names: readonly string[]; readonly draws: readonly (readonly number[])[] };
  /** The output that is forecast, drawn and alarmed on. */
  readonly forecasts: string;
}
