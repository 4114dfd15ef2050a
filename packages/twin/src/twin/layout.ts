import type { TwinDesign } from "./design.ts";

/**
 * Where a member's numbers stand in its row: states, learned parameters (on their free scales), disturbances,
 * the doubted inputs' ln(true / recorded), and sensor errors (in standard deviations).
 */
export interface Layout {
  readonly states: number;
  readonly learned: number;
  readonly disturbances: number;
  readonly doubts: number;
  readonly errors: number;
  readonly size: number;
  /** For each input that the design takes: its place among the doubts, or −1. */
  readonly doubtOf: readonly number[];
  /** For each measurement: its place among the errors, or −1. */
  readonly errorOf: readonly number[];
}

export function layoutOf(design: TwinDesign, states: number): Layout {
  const doubted = countUp(design.takes.map(({ doubt }) => doubt > 0));
  const erring = countUp(design.measures.map((m) => m.correlationMinutes > 0 && m.correlatedShare > 0));
  const learned = states;
  const disturbances = learned + design.learns.length;
  const doubts = disturbances + design.disturbances.length;
  const errors = doubts + doubted.count;
  return {
    states,
    learned,
    disturbances,
    doubts,
    errors,
    size: errors + erring.count,
    doubtOf: doubted.places.map((place) => (place < 0 ? -1 : doubts + place)),
    errorOf: erring.places.map((place) => (place < 0 ? -1 : errors + place)),
  };
}

function countUp(present: readonly boolean[]): { places: number[]; count: number } {
  let count = 0;
  return { places: present.map((yes) => (yes ? count++ : -1)), count };
}
