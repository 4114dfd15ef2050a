import type { MethodName } from "../../solve/methods/method.ts";
import type { Schedule } from "../../solve/schedule.ts";
import type { SolverOptions } from "../../solve/solver-settings.ts";

/**
 * A number made of what is observed: given the value of each chosen output at each time (`values[output][time]`), it
 * writes its derivative in every one of them into `slopes`, of the same shape and 0 before.
 */
export type Loss = (values: readonly Float64Array[], slopes: readonly Float64Array[]) => number;

export interface AdjointOptions<S extends string, I extends string, P extends string, O extends string>
  extends Pick<SolverOptions, "tolerance" | "mostSteps" | "cancelled"> {
  /** What the loss is differentiated for: each counts as independent. */
  readonly parameters: readonly P[];
  /** Values of other parameters. */
  readonly fixed?: { readonly [name in P]?: number };
  /** Values of inputs at rest, in place of their defaults. */
  readonly inputs?: { readonly [name in I]?: number };
  /** Starts of states, in place of the model's. */
  readonly starts?: { readonly [name in S]?: number };
  readonly schedule?: Schedule;
  readonly from?: number;
  /** When the outputs are observed, ascending; the last is the end. */
  readonly at: readonly number[] | Float64Array;
  readonly outputs: readonly O[];
  readonly loss: Loss;
  /** For both ways; "auto" where not given. */
  readonly method?: Exclude<MethodName, "linear">;
  /** Numbers of the way there that are kept at once, 4 million where not given: the rest is computed again from checkpoints. */
  readonly mostKept?: number;
}

export interface AdjointGradient {
  /** The loss at these values of the parameters, in the order of the options, and its derivative in each. */
  at(parameters: ArrayLike<number>): {
    readonly value: number;
    readonly gradient: Float64Array;
    /** How many steps were taken forward (what was computed again included) and back, and pieces of the way that fitted. */
    readonly steps: { readonly there: number; readonly back: number; readonly pieces: number };
  };
}

export type AnyAdjointOptions = AdjointOptions<string, string, string, string>;
