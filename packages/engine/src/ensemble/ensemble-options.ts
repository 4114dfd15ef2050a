import type { HomeostatError } from "../errors/homeostat-error.ts";
import type { JumpOptions } from "../jumps/jump-options.ts";
import type { Tolerance } from "../solve/integrator.ts";
import type { MethodName } from "../solve/methods/method.ts";
import type { OutputTimes } from "../solve/output-times.ts";
import type { Schedule } from "../solve/schedule.ts";
import type { NoiseOptions } from "../solve/stochastic/noise-options.ts";

/** One value for all members, or one a member. */
export type PerMember = number | readonly number[] | Float64Array;

export type EnsembleBackend = "javascript" | "wasm";

/** Asked now and then whether to stop; an AbortSignal is one. */
export interface Cancellation {
  readonly aborted: boolean;
}

export interface EnsembleOptions<
  S extends string = string,
  I extends string = string,
  P extends string = string,
  O extends string = string,
> extends OutputTimes {
  readonly members: number;
  readonly parameters?: { readonly [name in P]?: PerMember };
  /** Values of inputs at rest, in place of their defaults. */
  readonly inputs?: { readonly [name in I]?: PerMember };
  readonly starts?: { readonly [name in S]?: PerMember };
  /** The same for all, or made for each member. */
  readonly schedule?: Schedule | ((member: number) => Schedule);
  /** Which outputs are kept; all where not given. */
  readonly keep?: readonly O[];
  /** Columns of outputs to write into, members × times long; new ones where not given. */
  readonly into?: { readonly [name in O]?: Float64Array };
  readonly method?: MethodName;
  /** Every step ends at a multiple of this (see SolverOptions). */
  readonly fixedStep?: number;
  /** Linear states by their matrix exponential (see SolverOptions); runs in JavaScript. */
  readonly linearPart?: "exact";
  readonly tolerance?: Tolerance;
  readonly mostSteps?: number;
  /** How noise is drawn, where the model has any: a path for each member. "off" leaves it out. */
  readonly noise?: NoiseOptions | "off";
  /** How reactions happen by chance, where the model has any: a path for each member. Their mean course where not given. */
  readonly jumps?: JumpOptions;
  /** Called after each member. */
  readonly progress?: (done: number, total: number) => void;
  readonly signal?: Cancellation;
  /**
   * "wasm" (where not given) runs two members an instruction, and leaves to "javascript" what it cannot run: inputs
   * that follow lines, and everything where there is no WebAssembly. Both give the same bits where Math.exp and
   * Math.log are fdlibm's (V8, SpiderMonkey), elsewhere they agree to about 1e-12.
   */
  readonly backend?: EnsembleBackend;
}

export interface EnsembleSolution<O extends string = string> {
  readonly model: { readonly id: string; readonly hash: string };
  readonly members: number;
  readonly times: Float64Array;
  /** Column of output `o`: member m at time j is `outputs[o][m * times.length + j]`; NaN after a member stopped. */
  readonly outputs: Readonly<Record<O, Float64Array>>;
  /** Members that could not reach the end, and why, in the order of their numbers. */
  readonly failures: readonly { readonly member: number; readonly error: HomeostatError }[];
  /** How many members each backend ran to their end. */
  readonly ranBy: Readonly<Record<EnsembleBackend, number>>;
}
