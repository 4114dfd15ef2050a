import type { GraphReader, NodeId } from "../equations/graph.ts";
import type { System, Unbroken } from "../model/system.ts";
import type { Place } from "../solve/linear/pattern.ts";
import type { Method } from "../solve/methods/method.ts";
import type { JacobianOf } from "./jacobian-kernel.ts";
import type { KernelNames } from "./layout.ts";

/**
 * A model compiled to numbers in, numbers out. All arrays are indexed in the order of the name lists.
 * One kernel serves any number of members; it keeps no state of its own.
 */
export interface Kernel extends KernelNames {
  /** How the numbers are computed; both give the same bits. */
  readonly backend: "javascript" | "interpreter";
  /** How many numbers `derivatives` reads that depend on parameters and inputs only. */
  readonly constants: number;
  /** Completes `p`: where `given[i]` is 0, writes the default (a number, or an expression over other parameters). */
  fillParameters(p: Float64Array, given: Uint8Array): void;
  /** Writes each input's default for these parameters. */
  fillInputs(u: Float64Array, p: Float64Array): void;
  /** Writes the start of each state at time `t`. */
  fillStarts(y: Float64Array, t: number, p: Float64Array, u: Float64Array): void;
  /** Writes what `derivatives` needs of parameters and inputs; call it again when either has changed. */
  fillConstants(c: Float64Array, p: Float64Array, u: Float64Array): void;
  /** dy ← f(t, y; c), with `c` from `fillConstants`. */
  derivatives(t: number, y: Float64Array, c: Float64Array, dy: Float64Array): void;
  /** out ← g(t, y; p, u), in the units that the outputs declare. */
  observe(t: number, y: Float64Array, p: Float64Array, u: Float64Array, out: Float64Array): void;
  /** Applies the event with this index to `y`, all right-hand sides read before any state is written. */
  fire(event: number, t: number, y: Float64Array, p: Float64Array, u: Float64Array): void;
  /** A whole attempt of an explicit pair, made when it is first asked for, where its code may be generated and is not too long. */
  readonly attempt?: (pair: Method) => ExplicitAttempt | undefined;
  /** Its companion for implicit steps. */
  readonly jacobian: JacobianOf;
  /** Given where something must not turn between two edges: a node for each of `turns`. */
  readonly unbroken?: {
    readonly turns: readonly Omit<Unbroken, "node">[];
    readonly observer: () => Observer;
  };
  /** Its linear part, for exact propagation; made when it is first asked for. @throws HomeostatError HS1316 where there is none */
  readonly linearPart?: () => LinearPartKernel;
  /** Given where the system has noise. */
  readonly noise?: NoisePart;
  /** Given where the system has triggers, delays or constraints: then derivatives alone do not tell its course. */
  readonly hybrid?: Hybrid;
}

/**
 * Tries a step of an explicit pair from (t, y) by h, with `c` from `fillConstants` and the slope at (t, y) in `k[0]`: writes the
 * slopes of the later stages, where the last stage but one stands (`argument`) and where the step leads (`next`). Returns the
 * root mean square of its error over the tolerances. The same bits as stage after stage.
 */
export type ExplicitAttempt = (
  t: number,
  h: number,
  y: Float64Array,
  c: Float64Array,
  absolute: Float64Array,
  relative: number,
  k: readonly Float64Array[],
  argument: Float64Array,
  next: Float64Array,
) => number;

/** Evaluates chosen nodes of a system; the result is scratch. */
export type Observer = (t: number, y: Float64Array, p: Float64Array, u: Float64Array) => Float64Array;

/** The states of a system that move by dx/dt = A·x + b between edges, whatever the others do. Places count among them. */
export interface LinearPartKernel {
  /** Ascending. */
  readonly states: readonly number[];
  /** Where A may differ from 0. */
  readonly places: readonly Place[];
  /** The values of A at its places, then b; they read states that stand between edges only. */
  readonly coefficients: Observer;
  /** The system's kernel with the derivatives of these states left 0. */
  readonly rest: Kernel;
  /** Whether triggers read one of the states. */
  readonly isWatched: boolean;
  /** A state that is not linear where these inputs change. */
  bentBy(inputs: readonly number[]): number | undefined;
}

/** The Wiener processes of a system, one for each of `states`, and how strongly they move them. */
export interface NoisePart {
  readonly states: readonly number[];
  readonly strengths: () => Observer;
  /** Derivatives of each strength in its own state, or the state whose strength reads another noisy one. */
  readonly slopes: () => { readonly own: () => Observer } | { readonly crossed: number };
  /** Whether each strength changes with states. */
  readonly readsStates: readonly boolean[];
}

/** What an integrator watches, remembers and solves for. */
export interface Hybrid {
  readonly system: System;
  /** Evaluates nodes of the system's graph, or of one that extends it. `purpose` keeps them apart. */
  observer(purpose: string, nodes: readonly NodeId[], graph?: GraphReader): Observer;
}
