import type { HomeostatError } from "../../errors/homeostat-error.ts";
import type { EnsembleBackend, EnsembleOptions } from "../ensemble-options.ts";

/** The part of an AbortSignal that is used. */
export interface AbortLike {
  readonly aborted: boolean;
  addEventListener(type: "abort", listener: () => void): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

export interface WorkersEnsembleOptions<
  S extends string = string,
  I extends string = string,
  P extends string = string,
  O extends string = string,
> extends Omit<EnsembleOptions<S, I, P, O>, "signal" | "into"> {
  readonly signal?: AbortLike;
  /** Members in a block; chosen from the work where not given. */
  readonly blockMembers?: number;
  /** Blocks that may be under way or ready beyond the one that is being read: 4 a worker where not given. */
  readonly ahead?: number;
}

/** The results of members `first` to `first + members − 1`. */
export interface EnsembleBlock<O extends string = string> {
  readonly first: number;
  readonly members: number;
  readonly times: Float64Array;
  /** Column of output `o`: member first + m at time j is `outputs[o][m * times.length + j]`. */
  readonly outputs: Readonly<Record<O, Float64Array>>;
  readonly failures: readonly { readonly member: number; readonly error: HomeostatError }[];
  readonly ranBy: Readonly<Record<EnsembleBackend, number>>;
}
