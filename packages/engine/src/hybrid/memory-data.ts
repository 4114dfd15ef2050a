import type { Memory, Rebound } from "./memory.ts";

/** A member's memory as plain numbers and lists, for whatever stores it. */
export interface MemoryData {
  readonly start: number;
  readonly triggers: readonly number[];
  readonly waiting: readonly {
    readonly event: number;
    readonly at: number;
    readonly values: readonly number[] | null;
  }[];
  /** None where not given, as in what was stored before there were any. */
  readonly rebounds?: readonly Rebound[];
  readonly drawn: number;
  readonly past: {
    readonly states: readonly number[];
    readonly inputs: readonly number[];
    readonly stretches: readonly {
      readonly from: number;
      readonly to: number;
      readonly states: readonly (readonly number[])[];
      readonly inputs: readonly [readonly number[], readonly number[]];
    }[];
  };
}

/** A copy that goes on changing with nobody. */
export function memoryData({ start, triggers, waiting, rebounds, drawn, past }: Memory): MemoryData {
  return {
    start,
    triggers: [...triggers],
    waiting: waiting.map(({ event, at, values }) => ({ event, at, values: values && [...values] })),
    ...(rebounds.length === 0 ? {} : { rebounds }),
    drawn,
    past: {
      states: [...past.states],
      inputs: [...past.inputs],
      stretches: past.stretches.map(({ from, to, states, inputs: [before, after] }) => ({
        from,
        to,
        states: states.map((sample) => [...sample]),
        inputs: [[...before], [...after]],
      })),
    },
  };
}

/** A memory for one member to go on with. */
export function memoryOf({ start, triggers, waiting, rebounds = [], drawn, past }: MemoryData): Memory {
  const floats = (values: readonly number[]) => Float64Array.from(values);
  return {
    start,
    triggers: floats(triggers),
    waiting: waiting.map(({ event, at, values }) => ({ event, at, values: values && floats(values) })),
    rebounds,
    drawn,
    past: {
      states: floats(past.states),
      inputs: floats(past.inputs),
      stretches: past.stretches.map(({ from, to, states, inputs: [before, after] }) => ({
        from,
        to,
        states: states.map(floats),
        inputs: [floats(before), floats(after)],
      })),
    },
  };
}
