/**
 * What happens to one person over time, in model time and in the units of the model.
 * Every item stops and restarts integration at its edges; nothing is smeared over a step.
 */
export type ScheduleItem =
  /** The input keeps this value until the next `set`. */
  | { readonly kind: "set"; readonly input: string; readonly at: number; readonly value: number }
  /** Adds `amount / duration` to the input from `at` to `at + duration`, on top of what it was set to. */
  | {
      readonly kind: "infuse";
      readonly input: string;
      readonly at: number;
      readonly amount: number;
      readonly duration: number;
    }
  /** Adds to a state at once. */
  | { readonly kind: "add"; readonly state: string; readonly at: number; readonly amount: number }
  /** Fires a named event of the model. */
  | { readonly kind: "fire"; readonly event: string; readonly at: number }
  /** Takes a dose as the model declares it (duration or rate, and the event at its start). */
  | { readonly kind: "dose"; readonly dose: string; readonly at: number; readonly amount: number }
  /** A measured signal drives the input between its first and last time: steps, or straight lines between points. */
  | {
      readonly kind: "signal";
      readonly input: string;
      readonly times: readonly number[];
      readonly values: readonly number[];
      readonly between: "hold" | "line";
    };

export type Schedule = readonly ScheduleItem[];
