import type { HomeostatError } from "../errors/homeostat-error.ts";
import type { SolveStats } from "./integrator.ts";

/** What a simulation gives: a column of numbers for each name, one a wanted time. */
export interface Solution<S extends string = string, P extends string = string, O extends string = string> {
  /** Id and hash of the model that ran. */
  readonly model: { readonly id: string; readonly hash: string };
  readonly times: Float64Array;
  readonly states: Readonly<Record<S, Float64Array>>;
  readonly outputs: Readonly<Record<O, Float64Array>>;
  /** The values used, defaults filled in. */
  readonly parameters: Readonly<Record<P, number>>;
  readonly stats: SolveStats;
}

export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: HomeostatError };
