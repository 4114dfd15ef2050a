import { blockReader } from "../ensemble/random-stream.ts";

export type JumpMethodName = "next-reaction" | "direct";

/** When the next reaction happens, and which; of one member at a time. */
export interface Jumps {
  /** After `find`: the reaction that is next, and the time until it. */
  readonly reaction: number;
  readonly wait: number;
  /** Finds what is next; no wait is finite where nothing can happen. */
  find(propensities: Float64Array): void;
  /** What was found has happened. */
  happened(propensities: Float64Array): void;
}

export interface JumpMethod {
  readonly name: JumpMethodName;
  start(reactions: readonly string[], seed: number, member: number): Jumps;
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
