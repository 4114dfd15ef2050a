/** A dose as its record gives it. */
export interface Dose {
  /** Slot of the state that it goes into. */
  readonly state: number;
  readonly amount: number;
  /** At once, at a rate in amount per time, or at a rate or over a duration that the model gives. */
  readonly rate: "at once" | "modelled rate" | "modelled duration" | number;
  /** Time between repetitions. */
  readonly interval: number;
  /** How many doses follow, one an interval. */
  readonly additional: number;
  /** "replaces": as after infinitely many such doses; "adds": the same on top of what is there. */
  readonly steadyState: "no" | "replaces" | "adds";
}

/** One moment of a person's record, in model time. */
export interface CourseRecord {
  readonly time: number;
  /** Values of the model's inputs (covariates) at this record. */
  readonly inputs: Float64Array;
  /** The system starts anew; doses that are still to come or running are gone. */
  readonly reset: boolean;
  readonly dose?: Dose;
  readonly observed: boolean;
}

/** Where a state takes its dose's properties from: slots of outputs. What is not given is 1 (bioavailability), 0 (lag), or nothing. */
export interface DoseProperties {
  readonly bioavailability?: number;
  readonly lag?: number;
  readonly rate?: number;
  readonly duration?: number;
}

/** An input that is 0 before a time and 1 from then on (NONMEM's MTIME and MPAST). */
interface Switch {
  /** Slot of the output that gives the time, as it stands at the first record and after a reset. */
  readonly time: number;
  /** Slot of the input. */
  readonly flag: number;
}

export interface Course {
  /** Ascending in time, except at a reset. */
  readonly records: readonly CourseRecord[];
  /**
   * Inputs between two records are those of the "next" one (as NONMEM has it) or of the "last" one.
   */
  readonly inputsFrom: "next" | "last";
  /** By state. */
  readonly doseProperties: readonly DoseProperties[];
  readonly switches?: readonly Switch[];
}
