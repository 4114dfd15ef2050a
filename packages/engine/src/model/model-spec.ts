/** A number, or an expression over the model's parameters (for defaults that follow from others). */
export type Value = number | string;

/** How a parameter differs between people; the median is the parameter's own value. */
export type Spread =
  | { readonly kind: "logNormal"; readonly cv: number }
  | { readonly kind: "normal"; readonly sd: number }
  | { readonly kind: "logitNormal"; readonly sd: number; readonly low: number; readonly high: number }
  | { readonly kind: "uniform"; readonly low: number; readonly high: number };

/** A start that the equations `initially 0 = …` determine, sought from a first guess (over parameters only). */
interface OpenStart {
  readonly guess: Value;
}

export interface StateSpec {
  readonly is: string;
  readonly unit: string;
  readonly start: Value | OpenStart;
}

export interface ParameterSpec {
  readonly is: string;
  readonly unit: string;
  readonly value: Value;
  readonly spread?: Spread;
  readonly range?: readonly [number, number];
  readonly source: string;
}

export interface InputSpec {
  readonly is: string;
  readonly unit: string;
  readonly default: Value;
}

/** When the state itself sets off an event. */
export interface TriggerSpec {
  /** Over all that the equations can read, `V > threshold`; the event fires whenever it turns from false to true. */
  readonly condition: string;
  /** Time from the turn to the change, in the model's time or as an expression; at once where not given. */
  readonly after?: Value;
  /** Withdraws the waiting event when the condition turns false again. */
  readonly onlyWhileTrue?: boolean;
  /** Fires at the start as well, where the condition holds there. */
  readonly atStart?: boolean;
  /** Of events that are due at once, the higher goes first, and what has none last; equals in the order of the model. */
  readonly priority?: Value;
}

/**
 * A named, instantaneous change of states, fired by a schedule (a meal begins, a sensor is replaced) or, with `when`,
 * by the state itself.
 */
export interface EventSpec {
  readonly is: string;
  /** A condition alone, or with what else there is to say of it. */
  readonly when?: string | TriggerSpec;
  /** Assignments in equation text: `Dbar = Qsto1 + Qsto2`; all right-hand sides are read before any is written. */
  readonly assign: string;
}

/** A curve through given points, called in equations as a function of one argument: `threshold(age)`. */
export interface TableSpec {
  readonly is: string;
  /** Unit of the argument. */
  readonly of: string;
  /** Unit of the value. */
  readonly unit: string;
  /** [argument, value], arguments ascending; beyond the ends the end values hold. */
  readonly points: readonly (readonly [number, number])[];
  /** Steps that hold until the next point, straight lines, or a smooth curve that is monotone where the points are. */
  readonly between: "hold" | "line" | "smooth";
  readonly source: string;
}

/** Something that happens one at a time and changes counts: a cell is infected, a channel opens. */
export interface ReactionSpec<S extends string = string> {
  readonly is: string;
  /** How often, in events per model time; over all that the equations can read. */
  readonly rate: string;
  /** What one event adds to states, in their units: numbers, or expressions over parameters. */
  readonly changes: { readonly [name in S]?: Value };
}

/** Something a person takes: an amount that reaches an input over a time, and may fire an event at its start. */
export interface DoseSpec<I extends string = string, E extends string = string> {
  readonly is: string;
  /** Unit of the amount: the unit of the input times the model's time. */
  readonly unit: string;
  readonly into: I;
  /** Amount per model time at which it is taken; the duration follows. Exactly one of `rate` and `over` is given. */
  readonly rate?: number;
  /** Model time over which it is taken, whatever the amount. */
  readonly over?: number;
  readonly fires?: E;
  /** An event fired again and again after the start for as long as it is taken: each mouthful of a meal. */
  readonly during?: { readonly fires: E; readonly every: number };
}

export interface OutputSpec {
  readonly is: string;
  readonly equals: string;
  readonly unit: string;
  readonly loinc?: string;
}

export interface Reference {
  readonly citation: string;
  readonly doi?: string;
  readonly note?: string;
}

export type Status = "verified" | "calibrated" | "validated retrospectively" | "unvalidated";

/** A model as its paper gives it: plain data, read by people and by the compiler alike. */
export interface ModelSpec<
  S extends string = string,
  I extends string = string,
  P extends string = string,
  O extends string = string,
  E extends string = string,
  D extends string = string,
> {
  readonly id: string;
  readonly title: string;
  readonly reference: Reference;
  /** What it is for, and what it is not for. */
  readonly use: string;
  readonly status: Status;
  /** Unit of time of the equations. */
  readonly time: "s" | "min" | "h" | "d";
  readonly states: Readonly<Record<S, StateSpec>>;
  readonly inputs: Readonly<Record<I, InputSpec>>;
  readonly parameters: Readonly<Record<P, ParameterSpec>>;
  readonly tables?: Readonly<Record<string, TableSpec>>;
  readonly equations: string;
  /**
   * Itô noise: der(G) = … + noise·dW/dt, a Wiener process of its own for each state named. In the unit of the state over the
   * root of time, as `sqrt(q)*G` with q in /min; over all that the equations can read.
   */
  readonly noise?: { readonly [name in NoInfer<S>]?: string };
  /**
   * What changes counts one event at a time. A state that reactions change has no equation der(…): its derivative is the sum of
   * their rates times what they add, and `jumps` runs them one by one, by chance.
   */
  readonly reactions?: Readonly<Record<string, ReactionSpec<NoInfer<S>>>>;
  readonly events?: Readonly<Record<E, EventSpec>>;
  readonly doses?: Readonly<Record<D, DoseSpec<NoInfer<I>, NoInfer<E>>>>;
  readonly outputs: Readonly<Record<O, OutputSpec>>;
}
