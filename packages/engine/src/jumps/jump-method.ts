import { blockReader } from "../ensemble/random-stream.ts";

export type JumpMethodName = "next-reaction" | "direct" | "tau-leaping";

/** When something happens next, and what; of one member at a time. */
export interface Jumps {
  /** After `find`: the time until it. */
  readonly wait: number;
  /** The reaction that happens then; −1 where a leap has none of its own. */
  readonly reaction: number;
  /** How often each happens within the wait besides, where it is a leap. */
  readonly counts?: Float64Array | undefined;
  /**
   * Finds what is next; no wait is finite where nothing can happen. What holds now holds for the time `within`: a wait may be
   * longer, but no leap is.
   */
  find(propensities: Float64Array, y: Float64Array, within: number): void;
  /** What was found has happened. */
  happened(propensities: Float64Array): void;
  /** Nothing has happened for a time shorter than the wait that was found; then something else changed. */
  passed(propensities: Float64Array, span: number): void;
}

/** What an event of each reaction adds to states. */
export type Changes = readonly (readonly { readonly state: number; readonly by: number }[])[];

/** What a method knows of the reactions. */
export interface Reactions {
  readonly names: readonly string[];
  readonly changes: Changes;
  /** By state: the local order of the reactions that read it (see `localOrders`); scratch. */
  readonly orders: (y: Float64Array) => Float64Array;
  /** Share of itself by which a rate may change within a leap. */
  readonly epsilon: number;
}

export interface JumpMethod {
  readonly name: JumpMethodName;
  start(reactions: Reactions, seed: number, member: number): Jumps;
}

/** Draws from the streams of a member, each used for one purpose only. */
export function uniforms(seed: number, purpose: string, member: number) {
  const read = blockReader(seed, purpose);
  const pair = new Float64Array(2);
  /** The two numbers of a block. */
  return (block: number): Float64Array => {
    read(block, member, pair);
    return pair;
  };
}
