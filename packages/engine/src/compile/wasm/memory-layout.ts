import type { System } from "../../model/system.ts";

/**
 * Where everything stands in the module's memory. Numbers of the two members lie side by side, 16 bytes a pair; what
 * a lane keeps of its own (places in tables) are four 32-bit integers a lane.
 */
export interface MemoryLayout {
  readonly y: number;
  /** The next state. */
  readonly z: number;
  readonly k: readonly number[];
  readonly constants: number;
  readonly parameters: number;
  readonly inputs: number;
  /** Inputs at rest. */
  readonly rest: number;
  readonly absolute: number;
  readonly relative: number;
  readonly time: number;
  readonly step: number;
  /** The end of the segment, and of the work. */
  readonly end: number;
  readonly goal: number;
  /** Memory of the step control: its last error's power, and a mask of rejection. */
  readonly before: number;
  readonly rejected: number;
  /** The next wanted time. */
  readonly wanted: number;
  /** Masks: lanes at work, lanes at the start of a segment. */
  readonly active: number;
  readonly fresh: number;
  /** Not 0 where constants must be computed anew: an integer. */
  readonly stale: number;
  /** The bytes from one output's column to the next's: an integer. */
  readonly column: number;
  /** Counts, as 64-bit integers: accepted, rejected, tries in this segment; and the tries allowed. */
  readonly accepts: number;
  readonly rejects: number;
  readonly tries: number;
  readonly mostTries: number;
  /** Masks of one lane each: the first lane's, then the second's. */
  readonly laneMasks: number;
  /** A lane's own integers, 16 bytes a lane: next edge, next wanted time, next place in the first output's column. */
  readonly lanes: number;
  /** The first free byte: the pool of constants, then tables of edges and outputs. */
  readonly free: number;
}

/** Offsets of a lane's integers. */
export const laneFields = { edge: 0, wanted: 4, output: 8 } as const;

export function memoryLayout(system: System, stages: number, constants: number): MemoryLayout {
  let next = 64;
  const take = (pairs: number): number => {
    const at = next;
    next += 16 * pairs;
    return at;
  };
  const states = system.states.length;
  const layout = {
    y: take(states),
    z: take(states),
    k: Array.from({ length: stages }, () => take(states)),
    constants: take(constants),
    parameters: take(system.parameters.length),
    inputs: take(system.inputs.length),
    rest: take(system.inputs.length),
    absolute: take(states),
    relative: take(1),
    time: take(1),
    step: take(1),
    end: take(1),
    goal: take(1),
    before: take(1),
    rejected: take(1),
    wanted: take(1),
    active: take(1),
    fresh: take(1),
    stale: take(1),
    column: take(1),
    accepts: take(1),
    rejects: take(1),
    tries: take(1),
    mostTries: take(1),
    laneMasks: take(2),
    lanes: take(2),
  };
  return { ...layout, free: next };
}
