import type { BiasFault, Swallowing } from "@homeostat/engine/infer";
import type { PatternPrior } from "../forecast/blend/pattern.ts";
import type { Code } from "../observation/observation.ts";

/** How one kind of measurement is read from the model, and how far it may be from the truth. */
export interface Measures {
  readonly code: Code;
  /** Other codes of the same measurement, each with the factor that makes its canonical value one in the output's unit. */
  readonly also?: readonly { readonly code: Code; readonly factor: number }[];
  readonly output: string;
  /**
   * A drop of blood now and then and no series: what the sensor's gain is held against. The model lives in the sensor's
   * scale, so blood is its output divided by the gain; silences and repeats of such a measurement mean nothing.
   */
  readonly of?: "blood";
  /**
   * Standard deviation of the measurement, in the output's unit: √(additive² + (proportional·value)²); in blood the greater
   * of the two, as the standard of meters is written.
   */
  readonly additive: number;
  readonly proportional: number;
  /** Time after which the sensor's error is forgotten, in minutes; 0 for independent errors. */
  readonly correlationMinutes: number;
  /** Share of the error's variance that is correlated in that way, 0 to below 1; the rest is fresh with each reading. */
  readonly correlatedShare: number;
  /** The fastest change that the body can make, in the output's unit per minute; a faster one is a fault of the sensor. */
  readonly fastest: number;
  /** The faults of such a sensor that are watched for; none where not given. */
  readonly watch?: SensorWatch;
  /** How its gain wanders, which only blood can tell; taken to be 1 where not given. At most one measurement has one. */
  readonly gain?: SensorGain;
}

/** The gain of a sensor, reading / blood: its logarithm is an Ornstein–Uhlenbeck process about nought. */
export interface SensorGain {
  /** Standard deviation of ln gain among sensors, and the time in which one forgets what it was, days. */
  readonly sd: number;
  readonly correlationDays: number;
  /** A silence as long as this may be a new sensor's warm-up: what was known of the old one's gain is let go, min. */
  readonly renewedAfterMinutes: number;
  /** Drift is told where the gain is most likely further from 1 than this, on the scale of its logarithm. */
  readonly toldBeyond: number;
}

/** Faults that a sensor's readings are held against; times in minutes, biases in the output's unit. */
export interface SensorWatch {
  readonly faults: readonly WatchedFault[];
  readonly swallowing: Swallowing;
  /** Multiplies the variance of readings about their forecast: above 1 where a twin's forecasts err more than they tell. */
  readonly varianceScale: number;
}

export interface WatchedFault extends BiasFault {
  readonly name: "compression low" | "wild reading";
  /** How often per minute between 22 and 8 o'clock of the person's time, where that is known and the fault is of the night. */
  readonly perTimeAtNight?: number;
}

/** How one kind of input to a person enters the model. */
export interface Takes {
  readonly code: Code;
  readonly as: TakesAs;
  /** Multiplies the canonical value to give the model's unit (declared, never guessed). */
  readonly factor: number;
  /** How far the recorded amount may be from the true one: standard deviation of ln(true / recorded). 0: it is exact. */
  readonly doubt: number;
}

export type TakesAs =
  /** A dose that the model declares. */
  | { readonly dose: string }
  /** An amount that reaches an input evenly over some minutes. */
  | { readonly input: string; readonly overMinutes: number }
  /** A value in force until the next one is given (a basal rate). */
  | { readonly input: string; readonly holds: true }
  /** A value that is added from the observation's start to its end (a walk). */
  | { readonly input: string; readonly holds: false };

/** A parameter that is learned: its prior is the model's spread (or the given draws), its slow change is `driftPerDay`. */
export interface Learns {
  readonly parameter: string;
  /** Standard deviation of the random walk per √day, in standard deviations of the model's population. */
  readonly driftPerDay: number;
  /** Share of each update that it follows: less than 1 learns slowly and keeps doubt, 0 only lets members differ in it. */
  readonly pace: number;
  /** False for one that only takes up what the model lacks: it follows the data, and its value is not to be read. */
  readonly told: boolean;
  /** How far the learned value is believed when it is shown; as it is where not given. Forecasts do not depend on it. */
  readonly trust?: Trust;
}

/**
 * What people of known truth showed of a learned parameter, on its free scale: a model that lacks something moves its
 * parameters for it, so a learned value is told as far as it was borne out (regression of the truth on what was learned).
 */
export interface Trust {
  /** Share of the way from the prior's middle to the learned one that is believed; 0: the data do not tell it. */
  readonly share: number;
  /** Standard deviation of the truth around that. */
  readonly sd: number;
}

/** What nobody told the twin: an input that wanders by itself (an unannounced meal, stress, a missed dose). */
export interface Disturbance {
  readonly input: string;
  /** Standard deviation at rest, in the input's unit. */
  readonly sd: number;
  readonly correlationMinutes: number;
}

/** How the first disturbance is read as meals that nobody recorded. */
export interface MissingMeals {
  /** The input that recorded meals come by. */
  readonly code: Code;
  /** Grams of a meal for one unit of the disturbance that lasts a minute: parameters and own insulin take up the rest. */
  readonly gramsPerUnitMinute: number;
  /** How far recorded meals may be from the truth, as a share. */
  readonly recordedDoubt: number;
  /** Standard deviation of ln(true / told amount). */
  readonly amountSpread: number;
  /** A meal is told when it is 69 % sure to be larger than this, g. */
  readonly leastGrams: number;
}

/** A limit that someone must know about when it is crossed. */
export interface Alarm {
  /** As it is said: "below 70 mg/dL". */
  readonly name: string;
  readonly side: "below" | "above";
  readonly limit: number;
}

/** How a twin keeps score of its own forecasts. */
export interface Scoring {
  /** A forecast is kept for scoring this often. */
  readonly everyMinutes: number;
  /** Horizons at which it is held against the truth, in minutes, ascending. */
  readonly horizons: readonly number[];
  /** What is known of everybody's patterns before a person's own; "nothing changes" where not given. */
  readonly pattern?: PatternPrior;
}

/** How a small ensemble is kept honest. */
export interface Restraint {
  /** Share of the spread that updates take from the parameters and is given back: see the engine's `relaxToPriorSpread`. */
  readonly relaxation: number;
  /** How far beyond chance a parameter's correlation must be to be learned from: see the engine's `chanceTaper`. */
  readonly strictness: number;
  /** Parameters keep at least this spread, in standard deviations of the model's population: see the engine's `holdSpread`. */
  readonly floor: number;
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
  /** Tells meals that seem to be missing from the record; not told where not given. */
  readonly missingMeals?: MissingMeals;
  /** States that no update may make negative (amounts and concentrations). */
  readonly nonNegative: readonly string[];
  /** Fixed parameters of this person (body weight, …), by name. */
  readonly given: Readonly<Record<string, number>>;
  /** Joint draws of parameters from a published or clinic population, members are drawn around them; else the spreads. */
  readonly population?: { readonly names: readonly string[]; readonly draws: readonly (readonly number[])[] };
  /** Time for which disturbances spread the members before the twin's first measurement, in minutes. */
  readonly warmUpMinutes: number;
  /**
   * After so long under the same inputs the states no longer show where they were before, in minutes: a longer silence is
   * leapt over up to here (see `leap`). Gone through slot by slot where not given, as models that age need.
   */
  readonly settleMinutes?: number;
  /** Time between two changes of disturbances; slots start at the twin's birth. */
  readonly slotMinutes: number;
  readonly restraint: Restraint;
  /** The output that is forecast, drawn and alarmed on; one of `measures` reads it. */
  readonly forecasts: string;
  readonly alarms: readonly Alarm[];
  readonly scoring: Scoring;
}
